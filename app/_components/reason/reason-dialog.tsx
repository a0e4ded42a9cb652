"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useErrorMessage } from "@/app/_components/errors/use-error-message";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogDismiss } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Textarea } from "@/app/_ui/textarea";

type ReasonDialogProps = {
  /** What opens it. */
  trigger: ReactNode;
  title: string;
  explain: string;
  /** The name of the field, and what stands at it when nothing was written. */
  label: string;
  wrong: string;
  action: string;
  pending: boolean;
  error: unknown;
  /** Resolves when it is done; the dialog then closes. */
  onConfirm: (reason: string) => Promise<unknown>;
  /** Further questions, above the reason. */
  children?: ReactNode;
};

const MOST = 500;

/** Asks why before something acts at once; the reason is kept with it. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { trigger, title, explain, label, wrong, action, pending, error, onConfirm, children } = props;
  const common = useTranslations("common");
  const readError = useErrorMessage();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const refusal = error ? readError(error) : undefined;
  const isReasonWrong = refusal?.fields.some(({ path }) => path === "reason") === true;
  const confirm = () =>
    void onConfirm(reason).then(
      () => {
        setOpen(false);
        setReason("");
      },
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
      <div className="grid gap-4">
        {children}
        <Field label={label} mark={common("required")} required error={isReasonWrong ? wrong : refusal?.text}>
          {(control) => (
            <Textarea
              {...control}
              rows={3}
              maxLength={MOST}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
      </div>
    </Dialog>
  );
}
