"use client";

import { useLocale, useTranslations } from "next-intl";
import { useItemName } from "@/app/_components/onboarding/use-item-name";
import type { Tone } from "@/app/_ui/tone";
import { CATEGORIES } from "@/server/merchants/categories.data";
import type { FieldKey } from "@/server/onboarding/fields/rules";

const TONES: Readonly<Record<string, Tone>> = {
  submitted: "info",
  in_review: "waiting",
  recommended: "waiting",
  returned: "neutral",
  approved: "good",
  rejected: "attention",
};

/** The tone of an application's state on the desk. */
export function stateTone(state: string): Tone {
  return TONES[state] ?? "neutral";
}

/** Names, values and instants as the desk writes them. */
export function useDeskWords() {
  const onboarding = useTranslations("onboarding");
  const common = useTranslations("common");
  const locale = useLocale();
  const nameOf = useItemName();
  const moment = new Intl.DateTimeFormat(locale, {
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: "Asia/Tokyo",
    hourCycle: "h23",
  });
  function shownValue(
    key: FieldKey,
    value: string,
    bank: { bankName: string | null; branchName: string | null },
  ): string {
    if (key === "bank.bankCode") return `${bank.bankName ?? "?"} (${value})`;
    if (key === "bank.branchCode") return `${bank.branchName ?? "?"} (${value})`;
    if (key === "store.mcc") {
      const category = CATEGORIES.find(({ mcc }) => mcc === value);
      return category ? `${onboarding(`category.${category.key}`)} (${value})` : value;
    }
    if (value === "yes") return common("yes");
    return onboarding.has(`choice.${value}`) ? onboarding(`choice.${value}`) : value;
  }
  return { nameOf, shownValue, moment: (at: Date) => moment.format(at) };
}
