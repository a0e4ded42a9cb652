"use client";

import { useTranslations } from "next-intl";
import type { Requirement } from "@/server/onboarding/requirements/rules";

/** Why an item was given back: the ready reason in the reader's language, and the reviewer's own words. */
export function useReturnedWords(requirement: Requirement | undefined): string | undefined {
  const words = useTranslations("onboarding");
  const reason = requirement?.reason;
  if (!reason) return undefined;
  const ready = words(`reason.${reason.code}`);
  return reason.text === "" ? ready : `${ready} ${words("returned.reviewer", { text: reason.text })}`;
}
