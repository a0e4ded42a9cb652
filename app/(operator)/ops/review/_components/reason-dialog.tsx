"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogDismiss } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Textarea } from "@/app/_ui/textarea";

type ReasonDialogProps = {
  kind: "approve" | "reject" | "sendBack" | null;
  pending: boolean;
  onClose: () => void;
  onConfirm: (reason: string) => void;
};

/** The last question before something that cannot be undone; all but an approval need a reason. */
export function ReasonDialog({ kind, pending, onClose, onConfirm }: ReasonDialogProps) {
  const words = useTranslations("review.dialog");
  const actions = useTranslations("review.action");
  const common = useTranslations("common");
  const [text, setText] = useState("");
  const [asked, setAsked] = useState(false);
  const shown = kind ?? "approve";
  const lacks = shown !== "approve" && text.trim() === "";

  function confirm(): void {
    setAsked(true);
    if (!lacks) onConfirm(text.trim());
  }

  return (
    <Dialog
      open={kind !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={words(`title.${shown}`)}
      description={words(`body.${shown}`)}
      closeLabel={common("close")}
      footer={
        <>
          <DialogDismiss asChild>
            <Button variant="secondary">{common("cancel")}</Button>
          </DialogDismiss>
          <Button variant={shown === "reject" ? "danger" : "primary"} pending={pending} onClick={confirm}>
            {actions(shown)}
          </Button>
        </>
      }
    >
      {shown === "approve" ? null : (
        <Field
          label={words("text")}
          mark={common("required")}
          required
          error={asked && lacks ? words("textNeeded") : undefined}
        >
          {(control) => (
            <Textarea
              {...control}
              maxLength={1000}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      )}
    </Dialog>
  );
}
