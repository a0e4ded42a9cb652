"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { PayDays } from "@/app/_components/settlement/pay-days";
import { useTRPC } from "@/app/_trpc/client";

/** When the coming periods close and are paid. */
export function Dates() {
  const words = useTranslations("payouts.dates");
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.settlement.calendar.ownSchedule.queryOptions());
  const isProvisional = data.periods.some((period) => period.isProvisional);
  return (
    <div className="grid grid-cols-1 gap-3">
      <PayDays
        periods={data.periods}
        words={{
          label: words("title"),
          closes: words("closes"),
          pays: words("pays"),
          provisional: words("provisional"),
        }}
      />
      {isProvisional ? (
        <p className="text-sm text-muted">{words("provisionalWhy", { day: data.certainThroughOn })}</p>
      ) : null}
    </div>
  );
}
