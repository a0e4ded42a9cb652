"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useErrorMessage } from "@/app/_components/errors/use-error-message";
import { Field } from "@/app/_ui/field";
import { Textarea } from "@/app/_ui/textarea";
import { AskDialog } from "./ask-dialog";

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
    </AskDialog>
  );
}
