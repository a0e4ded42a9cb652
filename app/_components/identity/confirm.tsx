"use client";

import { type ReactNode, useState } from "react";
import { useErrorMessage } from "@/app/_components/errors/use-error-message";
import { AskDialog } from "@/app/_components/reason/ask-dialog";
import { Alert } from "@/app/_ui/alert";

type ConfirmProps = {
  /** What opens it; whoever opens it from a menu gives `open` and `onOpenChange` instead. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: string;
  explain: string;
  action: string;
  pending: boolean;
  error: unknown;
  /** Resolves when it is done; the dialog then closes. */
  onConfirm: () => Promise<unknown>;
};

/** Asks once more before something acts at once. */
export function Confirm({
  trigger,
  open,
  onOpenChange,
  title,
  explain,
  action,
  pending,
  error,
  onConfirm,
}: ConfirmProps) {
  const readError = useErrorMessage();
  const [own, setOwn] = useState(false);
  const [isOpen, setOpen] = [open ?? own, onOpenChange ?? setOwn];
  const confirm = () =>
    void onConfirm().then(
      () => setOpen(false),
      // What went wrong stands in the dialog.
      () => undefined,
    );
  return (
    <AskDialog
      trigger={trigger}
      title={title}
      explain={explain}
      action={action}
      pending={pending}
      isOpen={isOpen}
      onOpenChange={setOpen}
      onAct={confirm}
    >
      {error ? <Alert tone="attention" live what={readError(error).text} /> : null}
    </AskDialog>
  );
}
