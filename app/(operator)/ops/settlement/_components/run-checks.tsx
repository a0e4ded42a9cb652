"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { ChevronRight, CircleCheck, TriangleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { CalendarDay } from "@/app/_ui/date-time";
import { Money } from "@/app/_ui/money";
import { TextLink } from "@/app/_ui/text-link";
import type { AppRouter } from "@/server/api/root";
import { formatMoney, jpy } from "@/server/kernel/money";
import { toHoldReason } from "@/server/settlement/rules";

type Checks = inferRouterOutputs<AppRouter>["settlement"]["runChecks"];

/** What is unusual about a run, before its figures: deadlines, held payouts, debts, payouts far above the usual. */
export function RunChecks({ runId }: { runId: string }) {
  const words = useTranslations("settlement.checks");
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.settlement.runChecks.queryOptions({ runId }));
  const { kinds, deadlines } = data;
  return (
    <Card className="mb-6">
      <CardHeader title={words("title")} />
      <CardBody className="grid gap-3">
        {deadlines.map((deadline) => (
          <Deadline key={deadline.payOn} deadline={deadline} />
        ))}
        {kinds.map((kind) => (
          <Kind key={kind.kind} kind={kind} />
        ))}
        {kinds.length === 0 && deadlines.length === 0 ? (
          <p className="flex items-center gap-2 text-green">
            <CircleCheck aria-hidden className="size-5 shrink-0" />
            {words("none")}
          </p>
        ) : null}
      </CardBody>
    </Card>
  );
}

function Deadline({ deadline }: { deadline: Checks["deadlines"][number] }) {
  const words = useTranslations("settlement.checks");
  const locale = useLocale();
  const { payOn, by, when, count, totalMinor } = deadline;
  const day = (value: string) => () => <CalendarDay value={value} locale={locale} />;
  return (
    <p className={when === "ahead" ? "text-sm" : "flex gap-2 text-sm text-vermilion-700"}>
      {when === "ahead" ? null : <TriangleAlert aria-hidden className="mt-0.5 size-5 shrink-0" />}
      <span>
        {words.rich(when, { day: day(payOn), by: day(by), count, amount: formatMoney(jpy(totalMinor)) })}
      </span>
    </p>
  );
}

function Kind({ kind: { kind, count, totalMinor, named } }: { kind: Checks["kinds"][number] }) {
  const words = useTranslations("settlement.checks");
  const reasons = useTranslations("settlement.holdReason");
  return (
    <details className="group rounded border border-line">
      <summary className="flex min-h-11 cursor-pointer items-center justify-between gap-4 px-4 hover:bg-paper">
        <span className="flex items-center gap-2 font-bold">
          <ChevronRight aria-hidden className="size-4 text-muted group-open:rotate-90" />
          {words(`kind.${kind}`, { count })}
        </span>
        <Money value={jpy(totalMinor)} />
      </summary>
      <ul className="divide-y divide-line border-t border-line text-sm">
        {named.map((one) => {
          const reason = toHoldReason(one.reason);
          return (
            <li key={one.id} className="flex flex-wrap items-center justify-between gap-x-4 px-4 py-2">
              <span>
                <TextLink href={`/ops/merchants/${one.merchantId}`}>{one.merchantName}</TextLink>
                <span className="ml-2 text-muted">
                  {reason === null ? null : reasons(reason)}
                  {one.usualMinor === null
                    ? null
                    : words("usual", { amount: formatMoney(jpy(one.usualMinor)) })}
                </span>
              </span>
              <Money value={jpy(one.amountMinor)} />
            </li>
          );
        })}
        {count > named.length ? (
          <li className="px-4 py-2 text-muted">{words("more", { count: count - named.length })}</li>
        ) : null}
      </ul>
    </details>
  );
}
