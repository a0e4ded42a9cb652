"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { DateTime } from "@/app/_ui/date-time";
import { Money } from "@/app/_ui/money";
import { jpy } from "@/server/kernel/money";

/** Why a statement was adjusted, in the words of whoever proposed it. Nothing for one that was not. */
export function Adjustments({ statementId }: { statementId: string }) {
  const words = useTranslations("payouts");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.settlement.adjustments.ofStatement.queryOptions({ statementId }));
  if (data === undefined || data.length === 0) return null;
  return (
    <section className="mt-4">
      <h2 className="text-base">{words("adjustedBecause")}</h2>
      <ul className="divide-y divide-line">
        {data.map((one) => (
          <li key={one.id} className="flex flex-wrap justify-between gap-x-4 py-2 text-sm">
            <span className="min-w-0">
              {one.reason}{" "}
              <span className="text-muted">
                <DateTime value={one.bookedAt} locale={locale} show="day" />
              </span>
            </span>
            <Money value={jpy(one.amountMinor)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
