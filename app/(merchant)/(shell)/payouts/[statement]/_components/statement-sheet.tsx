"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { Printer } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { AccountLine } from "@/app/_components/settlement/account-line";
import { payoutStanding } from "@/app/_components/settlement/payout-standing";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { CalendarDay, DateTime } from "@/app/_ui/date-time";
import { Money } from "@/app/_ui/money";
import { PageHeader } from "@/app/_ui/page-header";
import { StateBadge } from "@/app/_ui/state-badge";
import { jpy } from "@/server/kernel/money";
import { toCarriedReason } from "@/server/settlement/rules";
import { Period } from "../../_components/period";
import { Adjustments } from "./adjustments";
import { Breakdown } from "./breakdown";
import { Comparison } from "./comparison";
import { Figures } from "./figures";
import { FirstLines } from "./first-lines";
import { GivenBack } from "./given-back";
import { Papers } from "./papers";
import { PayoutHint } from "./payout-hint";

/** A statement: the sum that reaches the bank, every line that makes it, and the proof that nothing is left over. */
export function StatementSheet({ statementId, merchantName }: { statementId: string; merchantName: string }) {
  const words = useTranslations("payouts");
  const states = useTranslations("payouts.state");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data: files } = useSuspenseQuery(trpc.settlement.papers.files.queryOptions({ statementId }));
  const { data } = useSuspenseQuery(trpc.settlement.statement.get.queryOptions({ statementId }));
  const { payout, account } = data;
  const { standing, tone } = payoutStanding(data);
  const carried = toCarriedReason(data.carriedReason);
  const dayOf = (day: string) => () => <CalendarDay value={day} locale={locale} />;
  return (
    <>
      <PageHeader
        className="mb-4"
        back={{ href: "/payouts", label: words("back") }}
        title={
          payout === null
            ? words.rich("carriedOf", { day: dayOf(data.throughOn) })
            : words.rich("statementOf", { day: dayOf(payout.payOn) })
        }
        support={<Period from={data.fromOn} through={data.throughOn} />}
        action={
          <Button variant="secondary" className="print:hidden" onClick={() => window.print()}>
            <Printer aria-hidden />
            {words("print")}
          </Button>
        }
      />
      <p className="mb-4 hidden text-sm print:block">{merchantName}</p>
      <div className="grid gap-5 lg:grid-cols-[26rem_minmax(0,1fr)] lg:items-start print:grid-cols-1">
        <Card className="px-5 py-4 print:border-0 print:p-0 print:shadow-none">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
            <Money value={jpy(payout === null ? data.carriedMinor : data.payoutMinor)} size="figure" />
            <StateBadge tone={tone}>{states(standing)}</StateBadge>
          </div>
          <p>
            {payout === null
              ? words("notPaid")
              : words.rich(standing === "paid" ? "paidOn" : "payOn", { day: dayOf(payout.payOn) })}
          </p>
          {account === null ? null : (
            <p className="text-sm text-muted">
              <AccountLine account={account} />
            </p>
          )}
          {data.isFinal ? <p className="text-sm font-bold">{words("final")}</p> : null}
          {carried === null ? null : <p className="text-sm text-muted">{words(`carriedBody.${carried}`)}</p>}
          <PayoutHint payout={payout} />
          <Figures statement={data} />
          <Adjustments statementId={statementId} />
          <GivenBack returns={data.returns} />
          <p className="tabular mt-4 text-xs text-muted">
            {data.invoiceNumber === null
              ? null
              : `${words("invoiceNumber")} ${data.invoiceNumber.toString()} · `}
            {words("closedAt")} <DateTime value={data.closedAt} locale={locale} />
          </p>
          <Papers statementId={statementId} month={data.throughOn.slice(0, 7)} lost={files.lost} />
        </Card>
        <div className="grid min-w-0 grid-cols-1 gap-5">
          <Comparison statement={data} previous={data.previous} />
          <Breakdown statementId={statementId} />
          <FirstLines statementId={statementId} />
        </div>
      </div>
    </>
  );
}
