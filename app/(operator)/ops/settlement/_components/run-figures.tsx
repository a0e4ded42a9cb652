"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { DataList } from "@/app/_ui/data-list";
import { Money } from "@/app/_ui/money";
import { StateBadge } from "@/app/_ui/state-badge";
import { formatMoney, jpy } from "@/server/kernel/money";
import { remainderOf } from "@/server/settlement/rules";

/** The sums over all statements of a run; they add up as each statement does. */
export function RunFigures({ runId }: { runId: string }) {
  const words = useTranslations("settlement");
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.settlement.run.queryOptions({ runId }));
  const { sums } = data;
  const yen = (minor: bigint | null) => minor ?? 0n;
  const figures = {
    openingMinor: yen(sums.openingMinor),
    salesMinor: yen(sums.salesMinor),
    refundsMinor: yen(sums.refundsMinor),
    feesMinor: yen(sums.feesMinor),
    feesReturnedMinor: yen(sums.feesReturnedMinor),
    transferFeeMinor: yen(sums.transferFeeMinor),
    taxMinor: yen(sums.taxMinor),
    taxReturnedMinor: yen(sums.taxReturnedMinor),
    adjustmentsMinor: yen(sums.adjustmentsMinor),
    returnedPayoutsMinor: yen(sums.returnedPayoutsMinor),
    payoutMinor: yen(sums.payoutMinor),
    carriedMinor: yen(sums.carriedMinor),
    feeBaseMinor: 0n,
  };
  const rest = remainderOf(figures);
  const row = (id: string, label: string, minor: bigint) => ({
    id,
    label,
    value: <Money value={jpy(minor)} />,
  });
  const rows = [
    row("opening", words("opening"), figures.openingMinor),
    row("sales", words("sales", { count: sums.salesCount ?? 0 }), figures.salesMinor),
    row("refunds", words("refunds", { count: sums.refundsCount ?? 0 }), -figures.refundsMinor),
    row("fees", words("fees"), -figures.feesMinor),
    row("feesReturned", words("feesReturned"), figures.feesReturnedMinor),
    row("transferFee", words("transferFee"), -figures.transferFeeMinor),
    row("tax", words("tax"), -figures.taxMinor),
    row("taxReturned", words("taxReturned"), figures.taxReturnedMinor),
    row("adjustments", words("adjustments"), figures.adjustmentsMinor),
    row("returnedPayouts", words("returnedPayouts"), figures.returnedPayoutsMinor),
    row("carried", words("carried"), -figures.carriedMinor),
    { ...row("payout", words("payout"), figures.payoutMinor), emphasis: "total" as const },
  ];
  return (
    <Card>
      <CardHeader
        title={words("figures")}
        action={
          <StateBadge tone={rest === 0n ? "good" : "attention"}>
            {rest === 0n ? words("adds") : words("addsNot", { rest: formatMoney(jpy(rest)) })}
          </StateBadge>
        }
      />
      <CardBody>
        <DataList rows={rows} figures />
      </CardBody>
    </Card>
  );
}
