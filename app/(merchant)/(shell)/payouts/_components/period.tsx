"use client";

import { useLocale, useTranslations } from "next-intl";
import { CalendarDay } from "@/app/_ui/date-time";

/** The days of a period; a single day is written once. */
export function Period({ from, through }: { from: string; through: string }) {
  const words = useTranslations("payouts");
  const locale = useLocale();
  if (from === through) return <CalendarDay value={through} locale={locale} />;
  return (
    <span>
      {words.rich("period", {
        from: () => <CalendarDay value={from} locale={locale} />,
        through: () => <CalendarDay value={through} locale={locale} />,
      })}
    </span>
  );
}
