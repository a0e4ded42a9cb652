"use client";

import { useTranslations } from "next-intl";
import { StateBadge } from "@/app/_ui/state-badge";
import type { ReviewCheck } from "@/server/onboarding/review/rules";

const TONES = { agrees: "good", look: "attention", not_applicable: "neutral" } as const;

/** What the machine compared, as evidence. */
export function CaseChecks({ checks }: { checks: readonly ReviewCheck[] }) {
  const words = useTranslations("review.check");
  return (
    <section aria-label={words("title")} className="rounded border border-line bg-surface">
      <h3 className="px-4 pt-3 text-sm">{words("title")}</h3>
      <ul className="grid grid-cols-1 gap-x-6 gap-y-1 px-4 py-2 2xl:grid-cols-2">
        {checks.map((check) => (
          <li key={check.name} className="flex min-h-8 items-center justify-between gap-3 text-sm">
            <span className="min-w-0">
              {words(check.name)}
              <span className="block truncate text-xs text-muted">{evidenceOf(check)}</span>
            </span>
            <StateBadge tone={TONES[check.outcome]}>{words(check.outcome)}</StateBadge>
          </li>
        ))}
      </ul>
    </section>
  );

  function evidenceOf({ name, left, right, count }: ReviewCheck): string {
    if (name.endsWith("_twins")) return words("others", { count });
    return right === "" ? left : words("compared", { left, right });
  }
}
