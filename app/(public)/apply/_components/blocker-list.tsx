"use client";

import { useTranslations } from "next-intl";
import { useItemName } from "@/app/_components/onboarding/use-item-name";
import { TextLink } from "@/app/_ui/text-link";
import type { Requirement } from "@/server/onboarding/requirements/rules";
import { fieldId } from "./field-shell";
import { followTo } from "./go-to";

/** The address of the field or paper that an item is about. */
export function itemHref({ step, field, documentKind }: Requirement): string {
  return `/apply/${step}#${field ? fieldId(field) : `f-document-${documentKind}`}`;
}

/** What keeps the application from being handed in, each with the way to its field. */
export function BlockerList({ blockers }: { blockers: readonly Requirement[] }) {
  const words = useTranslations("onboarding");
  const nameOf = useItemName();
  return (
    <ul className="grid gap-1">
      {blockers.map((item) => (
        <li key={item.key}>
          <TextLink href={itemHref(item)} onClick={followTo} className="inline-flex min-h-11 items-center">
            {words(`step.${item.step}`)}: {nameOf(item)}
          </TextLink>
        </li>
      ))}
    </ul>
  );
}
