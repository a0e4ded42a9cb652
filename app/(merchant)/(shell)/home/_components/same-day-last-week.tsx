"use client";

import { ArrowDown, ArrowRight, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import type { TodaySummary } from "@/server/payments/summary/queries";
import { percentAbove } from "./day-shape";

/** Today against the same weekday a week ago, up to the same time of the day; fair, because both days are as old. */
export function SameDayLastWeek({ summary }: { summary: TodaySummary }) {
  const words = useTranslations("merchant.home");
  const percent = percentAbove(summary.today.totalMinor, summary.lastWeekSoFarMinor);
  if (percent === undefined) return <span className="text-sm text-muted">{words("compareNone")}</span>;
  const size = String(Math.abs(percent));
  const [Arrow, key] =
    percent > 0
      ? ([ArrowUp, "compareUp"] as const)
      : percent < 0
        ? ([ArrowDown, "compareDown"] as const)
        : ([ArrowRight, "compareSame"] as const);
  return (
    <span className="tabular inline-flex items-center gap-1 text-lg">
      <Arrow
        aria-hidden
        className={percent < 0 ? "size-5 shrink-0 text-muted" : "size-5 shrink-0 text-green"}
      />
      <span aria-hidden className="whitespace-nowrap">
        {size}%
      </span>
      <span className="ml-1 text-sm text-muted">{words(key, { percent: size })}</span>
    </span>
  );
}
