"use client";

import { useLocale, useTranslations } from "next-intl";
import { DateTime } from "@/app/_ui/date-time";

/** Of when the figures are. */
export function SalesAt({ at }: { at: Date | null }) {
  const words = useTranslations("chain.franchise");
  const locale = useLocale();
  return (
    <p className="text-sm text-muted">
      {at === null
        ? words("notYet")
        : words.rich("salesAt", { time: () => <DateTime value={at} locale={locale} /> })}
    </p>
  );
}
