"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { Badge } from "@/app/_ui/badge";
import { CalendarDay } from "@/app/_ui/date-time";
import { Money } from "@/app/_ui/money";
import { TextLink } from "@/app/_ui/text-link";
import type { listDirectoryStatements } from "@/server/directory/merchant/queries";
import { jpy } from "@/server/kernel/money";
import { isPayoutState, toHoldReason } from "@/server/settlement/rules";
import { type RecentColumn, RecentTable } from "./recent-table";

type Statement = Awaited<ReturnType<typeof listDirectoryStatements>>[number];

/** The newest statements; the day leads to the run that closed it. */
export function Statements({ merchantId }: { merchantId: string }) {
  const words = useTranslations("directory");
  const label = useTranslations("directory.statementColumn");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.directory.statements.queryOptions({ merchantId }));
  const columns: RecentColumn<Statement>[] = [
    {
      id: "through",
      label: label("through"),
      cell: ({ runId, throughOn, isFinal }) => (
        <span className="flex flex-wrap items-center gap-2">
          <TextLink href={`/ops/settlement/${runId}`}>
            <CalendarDay value={throughOn} locale={locale} />
          </TextLink>
          {isFinal ? <Badge>{words("finalStatement")}</Badge> : null}
        </span>
      ),
    },
    {
      id: "sales",
      label: label("sales"),
      figures: true,
      cell: ({ salesMinor }) => <Money value={jpy(salesMinor)} />,
    },
    {
      id: "refunds",
      label: label("refunds"),
      figures: true,
      cell: ({ refundsMinor }) => <Money value={jpy(-refundsMinor)} />,
    },
    {
      id: "payout",
      label: label("payout"),
      figures: true,
      className: "font-bold",
      cell: ({ payoutMinor }) => <Money value={jpy(payoutMinor)} />,
    },
    {
      id: "payOn",
      label: label("payOn"),
      cell: ({ payOn }) => <CalendarDay value={payOn} locale={locale} />,
    },
    { id: "state", label: label("state"), cell: (statement) => <Standing statement={statement} /> },
  ];
  return (
    <RecentTable
      title={words("statements")}
      empty={words("noStatements")}
      columns={columns}
      rows={data}
      keyOf={(statement) => statement.id}
    />
  );
}

function Standing({ statement }: { statement: Statement }) {
  const states = useTranslations("settlement.payoutState");
  const holds = useTranslations("settlement.holdReason");
  const carried = useTranslations("settlement.carriedReason");
  const { payoutState, heldReason, carriedReason } = statement;
  const held = toHoldReason(heldReason);
  if (payoutState === null || !isPayoutState(payoutState))
    return carriedReason === null ? null : carried(carriedReason);
  return (
    <>
      {states(payoutState)}
      {held === null ? null : <span className="block text-xs text-muted">{holds(held)}</span>}
    </>
  );
}
