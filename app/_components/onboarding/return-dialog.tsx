"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Select } from "@/app/_ui/select";
import { Textarea } from "@/app/_ui/textarea";
import { RETURN_REASONS } from "@/server/onboarding/fields.data";
import type { Requirement } from "@/server/onboarding/requirements/rules";

type ReasonCode = (typeof RETURN_REASONS)[number];
export type Mark = { readonly reasonCode: ReasonCode; readonly reason: string };
/** Items that will be returned together, by key. */
export type Marks = Readonly<Record<string, Mark>>;

/** The marks with one more, another, or without it. */
export function withMark(marks: Marks, key: string, mark: Mark | null): Marks {
  const { [key]: _former, ...rest } = marks;
  return mark === null ? rest : { ...rest, [key]: mark };
}

type ReturnDialogProps = {
  item: Requirement | null;
  /** What the item is called. */
  name: string;
  mark: Mark | undefined;
  onClose: () => void;
  onMark: (mark: Mark | null) => void;
};

/** Why an item goes back: a ready reason in the applicant's language, and words of one's own. */
export function ReturnDialog({ item, name, mark, onClose, onMark }: ReturnDialogProps) {
  const words = useTranslations("review.dialog");
  const reasons = useTranslations("onboarding.reason");
  const common = useTranslations("common");
  const [code, setCode] = useState<ReasonCode>(
    mark?.reasonCode ?? (item?.kind === "document" ? "unreadable" : "mismatch"),
  );
  const [text, setText] = useState(mark?.reason ?? "");
  const [asked, setAsked] = useState(false);
  const lacks = code === "other" && text.trim() === "";

  function add(): void {
    setAsked(true);
    if (!lacks) onMark({ reasonCode: code, reason: text.trim() });
  }

  return (
    <Dialog
      open={item !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      size="md"
      title={item ? `${words("returnTitle")}: ${name}` : words("returnTitle")}
      description={words("returnBody")}
      closeLabel={common("close")}
      footer={
        <>
          {mark ? (
            <Button variant="quiet" onClick={() => onMark(null)}>
              {words("unmark")}
            </Button>
          ) : null}
          <Button type="submit" form="return-item">
            {words("mark")}
          </Button>
        </>
      }
    >
      <form
        id="return-item"
        className="grid gap-5"
        onKeyDown={submitOnModEnter}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Field label={words("template")}>
          {(control) => (
            <Select
              {...control}
              autoFocus
              value={code}
              options={RETURN_REASONS.map((value) => ({ value, label: reasons(value) }))}
              onChange={(event) =>
                setCode(RETURN_REASONS.find((one) => one === event.target.value) ?? "other")
              }
            />
          )}
        </Field>
        <Field
          label={words("text")}
          support={words("textSupport")}
          mark={code === "other" ? common("required") : common("optional")}
          required={code === "other"}
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
