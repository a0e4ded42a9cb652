"use client";

import { useTranslations } from "next-intl";
import { ComparedTable } from "@/app/_components/settlement/compared-table";
import { Card, CardHeader } from "@/app/_ui/card";
import type { StatementFigures } from "@/server/settlement/rules";
import { Period } from "../../_components/period";

type Compared = StatementFigures & {
  readonly fromOn: string;
  readonly throughOn: string;
  readonly salesCount: number;
};

/** The statement beside the one before it: sales, payments, refunds, fees, payout. */
export function Comparison({ statement, previous }: { statement: Compared; previous: Compared | null }) {
  const words = useTranslations("payouts.compare");
  const figures = useTranslations("payouts.figure");
  if (previous === null) return null;
  const rows = [
    { id: "sales", now: statement.salesMinor, before: previous.salesMinor },
    { id: "refunds", now: -statement.refundsMinor, before: -previous.refundsMinor },
    {
      id: "fees",
      now: -statement.feesMinor - statement.taxMinor - statement.transferFeeMinor,
      before: -previous.feesMinor - previous.taxMinor - previous.transferFeeMinor,
    },
    { id: "payout", now: statement.payoutMinor, before: previous.payoutMinor },
  ] as const;
  return (
    <Card className="print:hidden">
      <CardHeader
        title={words("title")}
        support={
          <>
            {words("previous")} <Period from={previous.fromOn} through={previous.throughOn} />
          </>
        }
      />
      <ComparedTable
        label={words("title")}
        columns={{
          figure: words("figure"),
          now: words("now"),
          before: words("before"),
          change: words("change"),
        }}
        rows={rows.map((row) => ({ ...row, label: figures(row.id) }))}
      />
    </Card>
  );
}
