"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Select } from "@/app/_ui/select";
import { Textarea } from "@/app/_ui/textarea";

type Given<C extends string> = { readonly reasonCode: C; readonly reason: string };

type ItemReasonDialogProps<C extends string> = {
  /** Joins the form and the button that sends it. */
  id: string;
  isOpen: boolean;
  title: string;
  lead: string;
  /** The ready reasons with their words; "other" asks for words of one's own. */
  reasons: readonly { readonly value: C | "other"; readonly label: string }[];
  initial: Given<C | "other">;
  text: { readonly label: string; readonly support?: string };
  footer: ReactNode;
  onClose: () => void;
  onGive: (given: Given<C | "other">) => void;
};

/** Why something is decided about an item: a ready reason, and words of one's own. */
export function ItemReasonDialog<C extends string>(props: ItemReasonDialogProps<C>) {
  const { id, isOpen, title, lead, reasons, initial, text, footer, onClose, onGive } = props;
  const words = useTranslations("review.dialog");
  const common = useTranslations("common");
  const [code, setCode] = useState(initial.reasonCode);
  const [reason, setReason] = useState(initial.reason);
  const [isAsked, setAsked] = useState(false);
  const lacks = code === "other" && reason.trim() === "";
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      size="md"
      title={title}
      description={lead}
      closeLabel={common("close")}
      footer={footer}
    >
      <form
        id={id}
        className="grid gap-5"
        onKeyDown={submitOnModEnter}
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (!lacks) onGive({ reasonCode: code, reason: reason.trim() });
        }}
      >
        <Field label={words("template")}>
          {(control) => (
            <Select
              {...control}
              autoFocus
              value={code}
              options={[...reasons]}
              onChange={(event) =>
                setCode(reasons.find(({ value }) => value === event.target.value)?.value ?? "other")
              }
            />
          )}
        </Field>
        <Field
          label={text.label}
          {...(text.support !== undefined && { support: text.support })}
          mark={code === "other" ? common("required") : common("optional")}
          required={code === "other"}
          error={isAsked && lacks ? words("textNeeded") : undefined}
        >
          {(control) => (
            <Textarea
              {...control}
              maxLength={1000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}

/** In a dialog Enter is for lists and for new lines; with Ctrl or Command it sends. */
export function submitOnModEnter(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}
