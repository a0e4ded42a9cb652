"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useLiveInterval } from "@/app/_components/live/live-provider";
import { payoutStanding } from "@/app/_components/settlement/payout-standing";
import { useTRPC } from "@/app/_trpc/client";
import { Card } from "@/app/_ui/card";
import { CalendarDay } from "@/app/_ui/date-time";
import { EmptyState } from "@/app/_ui/empty-state";
import { Money } from "@/app/_ui/money";
import { Pagination } from "@/app/_ui/pagination";
import { StateBadge } from "@/app/_ui/state-badge";
import { formatMoney, jpy } from "@/server/kernel/money";
import { PayoutTrend } from "./payout-trend";
import { Period } from "./period";

/** Statements, newest first; each opens into the page that shows how its figure came about. */
export function StatementList({ before }: { before: string | undefined }) {
  const words = useTranslations("payouts");
  const states = useTranslations("payouts.state");
  const locale = useLocale();
  const trpc = useTRPC();
  const refetchInterval = useLiveInterval();
  const { data } = useSuspenseQuery({
    ...trpc.settlement.statement.list.queryOptions({ before }),
    refetchInterval,
  });
  const { statements, next } = data;
  return (
    <section>
      <h2 className="mb-3 text-lg">{words("list")}</h2>
      {statements.length === 0 ? (
        <EmptyState illustration="tray" title={words("empty")} body={words("emptyBody")} />
      ) : (
        <Card>
          {before === undefined ? <PayoutTrend statements={statements} /> : null}
          <ul className="divide-y divide-line">
            {statements.map((statement) => {
              const { standing, tone } = payoutStanding(statement);
              return (
                <li key={statement.id} className="relative px-4 py-3 hover:bg-indigo-50">
                  <div className="flex items-center justify-between gap-3">
                    <Link
                      href={`/payouts/${statement.id}`}
                      className="font-bold after:absolute after:inset-0"
                    >
                      {words.rich(statement.payout === null ? "carriedOf" : "statementOf", {
                        day: () => (
                          <CalendarDay
                            value={statement.payout?.payOn ?? statement.throughOn}
                            locale={locale}
                          />
                        ),
                      })}
                    </Link>
                    <span className="flex items-center gap-2">
                      {/* What is carried forward is the figure of a statement that pays nothing: a debt is never hidden. */}
                      <Money
                        value={jpy(
                          statement.payout === null ? statement.carriedMinor : statement.payoutMinor,
                        )}
                        className="text-lg font-bold"
                      />
                      <ChevronRight aria-hidden className="size-4 text-muted" />
                    </span>
                  </div>
                  <div className="mt-1 flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-sm text-muted">
                    <span>
                      {statement.groupName === null ? null : (
                        <span className="block text-ink">{statement.groupName}</span>
                      )}
                      <Period from={statement.fromOn} through={statement.throughOn} />
                      <span className="tabular block">
                        {words("sales", {
                          amount: formatMoney(jpy(statement.salesMinor)),
                          count: statement.salesCount,
                        })}
                      </span>
                    </span>
                    <StateBadge tone={tone}>{states(standing)}</StateBadge>
                  </div>
                </li>
              );
            })}
          </ul>
        </Card>
      )}
      {before === undefined && next === null ? null : (
        <Pagination
          className="mt-4"
          labels={{ nav: words("list"), previous: words("newest"), next: words("older") }}
          previousHref={before === undefined ? undefined : "/payouts"}
          nextHref={next === null ? undefined : `/payouts?before=${next}`}
        />
      )}
    </section>
  );
}
