"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useLiveInterval } from "@/app/_components/live/live-provider";
import { useTRPC } from "@/app/_trpc/client";
import { BarSparkline } from "@/app/_ui/bar-sparkline";
import { Card } from "@/app/_ui/card";
import { CalendarDay } from "@/app/_ui/date-time";
import { Money } from "@/app/_ui/money";
import { formatMoney, jpy } from "@/server/kernel/money";
import { shownHours } from "./day-shape";
import { SameDayLastWeek } from "./same-day-last-week";

/** What came in today: the sum, how many, against the same weekday a week ago, and the shape of the day. */
export function TodayCard({ storeId }: { storeId: string | undefined }) {
  const words = useTranslations("merchant.home");
  const locale = useLocale();
  const trpc = useTRPC();
  const refetchInterval = useLiveInterval();
  const { data } = useSuspenseQuery({
    ...trpc.payments.todaySummary.queryOptions({ storeId }),
    refetchInterval,
  });
  const { today } = data;
  const hours = shownHours(today.hours);
  return (
    <Card className="px-5 pt-4 pb-5">
      <h2 className="flex flex-wrap items-baseline justify-between gap-x-3 text-base">
        {words("today")}
        <CalendarDay value={today.dayOn} locale={locale} className="text-sm font-normal text-muted" />
      </h2>
      <Money value={jpy(today.totalMinor)} className="block text-5xl font-bold sm:text-6xl" />
      <p className="mt-2 flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <span className="tabular text-lg">{words("count", { count: today.count })}</span>
        <SameDayLastWeek summary={data} />
      </p>
      {today.refundsCount === 0 ? null : (
        <p className="tabular text-sm text-muted">
          {words("refundsToday", {
            count: today.refundsCount,
            amount: formatMoney(jpy(-today.refundsMinor)),
          })}
        </p>
      )}
      <BarSparkline
        className="mt-4"
        label={words("hours")}
        highlightId={hours.lastId}
        points={hours.points.map(({ hour, height, totalMinor, count }) => ({
          id: String(hour),
          label: words("hour", { hour }),
          value: height,
          text: words("hourText", { amount: formatMoney(jpy(totalMinor)), count }),
        }))}
      />
      <p aria-hidden className="tabular mt-1 flex justify-between text-xs text-muted">
        <span>{words("hour", { hour: hours.from })}</span>
        <span>{words("hour", { hour: hours.to })}</span>
      </p>
    </Card>
  );
}
