"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { submitOnModEnter } from "@/app/_components/onboarding/return-dialog";
import { useItemName } from "@/app/_components/onboarding/use-item-name";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Select } from "@/app/_ui/select";
import { Textarea } from "@/app/_ui/textarea";
import { WAIVE_REASONS } from "@/server/onboarding/fields.data";
import type { Requirement } from "@/server/onboarding/requirements/rules";

type WaiveDialogProps = {
  item: Requirement | null;
  onClose: () => void;
  onWaive: (given: { reasonCode: (typeof WAIVE_REASONS)[number]; reason: string }) => void;
};

/** Why an item or a check may pass as it is; kept with the name of whoever says so. */
export function WaiveDialog({ item, onClose, onWaive }: WaiveDialogProps) {
  const words = useTranslations("review.dialog");
  const reasons = useTranslations("review.waiver");
  const common = useTranslations("common");
  const checks = useTranslations("review.check");
  const named = useItemName();
  const nameOf = (one: Requirement) =>
    one.kind === "check" && checks.has(one.key.slice("check:".length))
      ? checks(one.key.slice("check:".length))
      : named(one);
  const [code, setCode] = useState<(typeof WAIVE_REASONS)[number]>(
    item?.kind === "check" ? "other_person" : "other_evidence",
  );
  const [text, setText] = useState("");
  const [asked, setAsked] = useState(false);
  const lacks = code === "other" && text.trim() === "";
  return (
    <Dialog
      open={item !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      size="md"
      title={item ? `${words("waiveTitle")}: ${nameOf(item)}` : words("waiveTitle")}
      description={words("waiveBody")}
      closeLabel={common("close")}
      footer={
        <Button type="submit" form="waive-item">
          {words("waive")}
        </Button>
      }
    >
      <form
        id="waive-item"
        className="grid gap-5"
        onKeyDown={submitOnModEnter}
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (!lacks) onWaive({ reasonCode: code, reason: text.trim() });
        }}
      >
        <Field label={words("template")}>
          {(control) => (
            <Select
              {...control}
              autoFocus
              value={code}
              options={WAIVE_REASONS.map((value) => ({ value, label: reasons(value) }))}
              onChange={(event) =>
                setCode(WAIVE_REASONS.find((one) => one === event.target.value) ?? "other")
              }
            />
          )}
        </Field>
        <Field
          label={words("waiveText")}
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
