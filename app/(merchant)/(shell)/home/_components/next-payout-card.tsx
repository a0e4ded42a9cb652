"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { AccountLine } from "@/app/_components/settlement/account-line";
import { useTRPC } from "@/app/_trpc/client";
import { Card } from "@/app/_ui/card";
import { CalendarDay } from "@/app/_ui/date-time";
import { Money } from "@/app/_ui/money";
import { jpy } from "@/server/kernel/money";

/** When money reaches the bank next, and about how much. */
export function NextPayoutCard() {
  const words = useTranslations("merchant.home");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data: next } = useSuspenseQuery(trpc.settlement.statement.next.queryOptions());
  if (next === null) return null;
  return (
    <Card className="relative px-5 py-4 hover:bg-indigo-50">
      <div className="flex items-center justify-between gap-3">
        <h2 className="text-base">
          <Link href="/payouts" className="after:absolute after:inset-0">
            {words("nextPayout")}
          </Link>
        </h2>
        <ChevronRight aria-hidden className="size-5 text-muted" />
      </div>
      <p className="mt-1 flex flex-wrap items-baseline justify-between gap-x-4">
        <span>
          {words.rich("nextPayoutDay", { day: () => <CalendarDay value={next.payOn} locale={locale} /> })}
        </span>
        <Money
          value={jpy(next.statement.payoutMinor + next.statement.carriedMinor)}
          className="text-2xl font-bold"
        />
      </p>
      <p className="text-right text-xs text-muted">{words("nextPayoutAfter")}</p>
      <p className="mt-2 text-sm text-muted">
        {next.account === null ? (
          <span className="font-bold text-vermilion-700">{words("noAccount")}</span>
        ) : (
          <AccountLine account={next.account} />
        )}
      </p>
    </Card>
  );
}
