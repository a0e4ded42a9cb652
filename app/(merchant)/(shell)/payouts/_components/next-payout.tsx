"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useLiveInterval } from "@/app/_components/live/live-provider";
import { AccountLine } from "@/app/_components/settlement/account-line";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Card } from "@/app/_ui/card";
import { CalendarDay } from "@/app/_ui/date-time";
import { EmptyState } from "@/app/_ui/empty-state";
import { Money } from "@/app/_ui/money";
import { jpy } from "@/server/kernel/money";

/** The payout that comes next: when, about how much, and to which account. */
export function NextPayout() {
  const words = useTranslations("payouts");
  const locale = useLocale();
  const trpc = useTRPC();
  const refetchInterval = useLiveInterval();
  const { data: next } = useSuspenseQuery({
    ...trpc.settlement.nextPayout.queryOptions(),
    refetchInterval,
  });
  if (next === null)
    return <EmptyState illustration="purse" title={words("noNext")} body={words("noNextBody")} />;
  return (
    <Card className="px-5 py-4">
      <h2 className="text-base">{words("next")}</h2>
      <div className="mt-1 flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div>
          <Money value={jpy(next.beforeFeesMinor)} size="figure" />
          <p className="text-sm text-muted">
            {words.rich("closes", { day: () => <CalendarDay value={next.closesOn} locale={locale} /> })}
            {" · "}
            {words("beforeFees")}
          </p>
        </div>
        <p className="text-lg font-bold">
          {words.rich("nextOn", { day: () => <CalendarDay value={next.payOn} locale={locale} /> })}
        </p>
      </div>
      <p className="mt-3 border-t border-line pt-3 text-sm text-muted">{words("beforeFeesWhy")}</p>
      {next.account === null ? (
        <Alert tone="attention" className="mt-3" what={words("noAccount")} todo={words("noAccountTodo")} />
      ) : (
        <p className="mt-1 text-sm">
          <span className="text-muted">{words("account")}: </span>
          <AccountLine account={next.account} />
        </p>
      )}
    </Card>
  );
}
