"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { RETURN_REASONS } from "@/server/onboarding/fields.data";
import type { Requirement } from "@/server/onboarding/requirements/rules";
import { ItemReasonDialog } from "./item-reason-dialog";

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
  return (
    <ItemReasonDialog<ReasonCode>
      id="return-item"
      isOpen={item !== null}
      title={item ? `${words("returnTitle")}: ${name}` : words("returnTitle")}
      lead={words("returnBody")}
      reasons={RETURN_REASONS.map((value) => ({ value, label: reasons(value) }))}
      initial={mark ?? { reasonCode: item?.kind === "document" ? "unreadable" : "mismatch", reason: "" }}
      text={{ label: words("text"), support: words("textSupport") }}
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
      onClose={onClose}
      onGive={onMark}
    />
  );
}
