"use client";

import { useTranslations } from "next-intl";
import { ItemReasonDialog } from "@/app/_components/onboarding/item-reason-dialog";
import { useItemName } from "@/app/_components/onboarding/use-item-name";
import { Button } from "@/app/_ui/button";
import { WAIVE_REASONS } from "@/server/onboarding/fields.data";
import type { Requirement, WaiveReason } from "@/server/onboarding/requirements/rules";

type WaiveDialogProps = {
  item: Requirement | null;
  onClose: () => void;
  onWaive: (given: { readonly reasonCode: WaiveReason; readonly reason: string }) => void;
};

/** Why an item or a check may pass as it is; kept with the name of whoever says so. */
export function WaiveDialog({ item, onClose, onWaive }: WaiveDialogProps) {
  const words = useTranslations("review.dialog");
  const reasons = useTranslations("review.waiver");
  const checks = useTranslations("review.check");
  const named = useItemName();
  const nameOf = (one: Requirement) => (one.checkName === null ? named(one) : checks(one.checkName));
  return (
    <ItemReasonDialog<WaiveReason>
      id="waive-item"
      isOpen={item !== null}
      title={item ? `${words("waiveTitle")}: ${nameOf(item)}` : words("waiveTitle")}
      lead={words("waiveBody")}
      reasons={WAIVE_REASONS.map((value) => ({ value, label: reasons(value) }))}
      initial={{ reasonCode: item?.kind === "check" ? "other_person" : "other_evidence", reason: "" }}
      text={{ label: words("waiveText") }}
      footer={
        <Button type="submit" form="waive-item">
          {words("waive")}
        </Button>
      }
      onClose={onClose}
      onGive={onWaive}
    />
  );
}
