"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogDismiss } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Select } from "@/app/_ui/select";
import { Textarea } from "@/app/_ui/textarea";
import { COOL_DOWN_DAYS, type CoolDownDays } from "@/server/onboarding/cool-down/rules";

type ReasonDialogProps = {
  kind: "approve" | "reject" | "sendBack" | "reopen" | null;
  pending: boolean;
  onClose: () => void;
  onConfirm: (given: { reason: string; coolDownDays: CoolDownDays }) => void;
};

/** The last question before something that cannot be undone; all but an approval need a reason. */
export function ReasonDialog({ kind, pending, onClose, onConfirm }: ReasonDialogProps) {
  const words = useTranslations("review.dialog");
  const actions = useTranslations("review.action");
  const common = useTranslations("common");
  const [text, setText] = useState("");
  const [asked, setAsked] = useState(false);
  const [days, setDays] = useState<CoolDownDays>(0);
  const shown = kind ?? "approve";
  const lacks = shown !== "approve" && text.trim() === "";

  function confirm(): void {
    setAsked(true);
    if (!lacks) onConfirm({ reason: text.trim(), coolDownDays: days });
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
          <Button
            autoFocus={shown === "approve"}
            variant={shown === "reject" ? "danger" : "primary"}
            pending={pending}
            onClick={confirm}
          >
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
      {shown === "reject" ? (
        <Field label={words("coolDown")} support={words("coolDownSupport")} className="mt-4">
          {(control) => (
            <Select
              {...control}
              value={String(days)}
              options={COOL_DOWN_DAYS.map((value) => ({
                value: String(value),
                label: value === 0 ? words("coolDownNone") : words("coolDownDays", { count: value }),
              }))}
              onChange={(event) =>
                setDays(COOL_DOWN_DAYS.find((value) => String(value) === event.target.value) ?? 0)
              }
            />
          )}
        </Field>
      ) : null}
    </Dialog>
  );
}
