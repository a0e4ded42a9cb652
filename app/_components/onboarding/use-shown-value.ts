"use client";

import { useTranslations } from "next-intl";
import { useShownHours } from "@/app/_components/merchants/use-shown-hours";
import { optionalWord } from "@/app/_i18n/optional-word";
import { CATEGORIES } from "@/server/merchants/categories.data";
import { chosenIn, type FieldKey, placeOf } from "@/server/onboarding/fields/rules";
import { FIELDS } from "@/server/onboarding/fields.data";

type Bank = { readonly bankName: string | null; readonly branchName: string | null };

/** Values that stand for words of ours: one or several of a list of choices. */
const CHOICES: readonly string[] = ["entityType", "accountType", "salesKinds", "prepaid", "regulatedGoods"];

/** A value as people read it: names instead of codes, for applicants and reviewers alike. */
export function useShownValue(): (key: FieldKey, value: string, bank: Bank) => string {
  const words = useTranslations("onboarding");
  const common = useTranslations("common");
  const hoursOf = useShownHours();
  return (key, value, { bankName, branchName }) => {
    const { rule } = FIELDS[placeOf(key).base];
    if (value === "") return "";
    if (rule === "bankCode") return `${bankName ?? "?"} (${value})`;
    if (rule === "branchCode") return `${branchName ?? "?"} (${value})`;
    if (rule === "share") return `${value}%`;
    if (rule === "hours") return hoursOf(value);
    if (rule === "category") {
      const category = CATEGORIES.find(({ mcc }) => mcc === value);
      return category ? `${words(`category.${category.key}`)} (${value})` : value;
    }
    if (CHOICES.includes(rule)) {
      const chosen = chosenIn(value).map((one) => optionalWord(words, `choice.${one}`) ?? one);
      return chosen.join(" / ");
    }
    return value === "yes" ? common("yes") : value;
  };
}
