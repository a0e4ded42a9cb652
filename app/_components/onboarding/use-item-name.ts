"use client";

import { useTranslations } from "next-intl";
import type { Requirement } from "@/server/onboarding/requirements/rules";

/** What an item is called, for applicants and reviewers alike. */
export function useItemName(): (item: Pick<Requirement, "field" | "documentKind" | "key">) => string {
  const words = useTranslations("onboarding");
  return ({ field, documentKind, key }) => {
    if (field !== null) return words(`label.${field}`);
    return documentKind === null ? key : words(`document.${documentKind}`);
  };
}
