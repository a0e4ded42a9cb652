"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { ComparedTable } from "@/app/_components/settlement/compared-table";
import { useTRPC } from "@/app/_trpc/client";
import { Card, CardHeader } from "@/app/_ui/card";
import { CalendarDay } from "@/app/_ui/date-time";
import { StateBadge } from "@/app/_ui/state-badge";
import { formatMoney, jpy } from "@/server/kernel/money";
import { remainderOf } from "@/server/settlement/rules";
import { figuresOf } from "@/server/settlement/statement/rules";

/** The sums of a run's statements beside those of the run before: they add up as each statement does. */
export function RunFigures({ runId }: { runId: string }) {
  const words = useTranslations("settlement");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.settlement.run.queryOptions({ runId }));
  const { sums, previous } = data;
  const rest = remainderOf(sums);
  const before = previous === null ? [] : figuresOf(previous.sums);
  const label = (name: (typeof before)[number]["name"]) => {
    if (name === "sales") return words("sales", { count: sums.salesCount });
    return name === "refunds" ? words("refunds", { count: sums.refundsCount }) : words(name);
  };
  const rows = figuresOf(sums).map(({ name, minor }) => ({
    id: name,
    label: label(name),
    now: minor,
    before: before.find((one) => one.name === name)?.minor,
  }));
  const carriedBefore = previous?.sums.carriedMinor;
  return (
    <Card>
      <CardHeader
        title={words("figures")}
        support={
          previous === null ? (
            words("firstRun")
          ) : (
            <>
              {words("runBefore")} <CalendarDay value={previous.throughOn} locale={locale} />{" "}
              {words("statementsOf", { now: data.statements, before: previous.statements })}
            </>
          )
        }
        action={
          <StateBadge tone={rest === 0n ? "good" : "attention"}>
            {rest === 0n ? words("adds") : words("addsNot", { rest: formatMoney(jpy(rest)) })}
          </StateBadge>
        }
      />
      <ComparedTable
        label={words("figures")}
        columns={{
          figure: words("compare.figure"),
          now: words("compare.now"),
          before: words("compare.before"),
          change: words("compare.change"),
        }}
        rows={[
          ...rows,
          {
            id: "carried",
            label: words("carried"),
            now: -sums.carriedMinor,
            before: carriedBefore === undefined ? undefined : -carriedBefore,
          },
          {
            id: "payout",
            label: words("payout"),
            now: sums.payoutMinor,
            before: previous?.sums.payoutMinor,
            emphasis: "total",
          },
        ]}
      />
    </Card>
  );
}
