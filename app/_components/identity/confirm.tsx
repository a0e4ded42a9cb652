"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useErrorMessage } from "@/app/_components/errors/use-error-message";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogDismiss } from "@/app/_ui/dialog";

type ConfirmProps = {
  trigger: ReactNode;
  title: string;
  explain: string;
  action: string;
  pending: boolean;
  error: unknown;
  /** Resolves when it is done; the dialog then closes. */
  onConfirm: () => Promise<unknown>;
};

/** Asks once more before something acts at once. */
export function Confirm({ trigger, title, explain, action, pending, error, onConfirm }: ConfirmProps) {
  const common = useTranslations("common");
  const readError = useErrorMessage();
  const [isOpen, setOpen] = useState(false);
  const confirm = () =>
    void onConfirm().then(
      () => setOpen(false),
      // What went wrong stands in the dialog.
      () => undefined,
    );
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      trigger={trigger}
      title={title}
      description={explain}
      closeLabel={common("close")}
      footer={
        <>
          <DialogDismiss asChild>
            <Button variant="quiet">{common("cancel")}</Button>
          </DialogDismiss>
          <Button variant="danger" pending={pending} onClick={confirm}>
            {action}
          </Button>
        </>
      }
    >
      {error ? <Alert tone="attention" live what={readError(error).text} /> : null}
    </Dialog>
  );
}
