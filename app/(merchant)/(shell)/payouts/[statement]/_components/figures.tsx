"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { DataList, type DataRow } from "@/app/_ui/data-list";
import { Money } from "@/app/_ui/money";
import { formatMoney, jpy, percentText } from "@/server/kernel/money";
import type { StatementFigures } from "@/server/settlement/rules";
import type { LineKind } from "@/server/settlement/statement/rules";

type FiguresProps = {
  statement: StatementFigures & {
    readonly id: string;
    readonly salesCount: number;
    readonly refundsCount: number;
    readonly feeBasisPoints: number;
    readonly taxBasisPoints: number;
    readonly earlyFeeMinor: bigint;
    readonly remainderMinor: bigint;
    readonly previous: { readonly id: string } | null;
  };
};

/**
 * Every figure with its sign, in the order in which it is added, down to the payout; and under it what is left when
 * the payout is taken away, which has to be nothing. Rows that are rare are drawn only when they are not zero.
 */
export function Figures({ statement: s }: FiguresProps) {
  const words = useTranslations("payouts");
  const line = useTranslations("payouts.line");
  const rare = (id: string, minor: bigint, row: Omit<DataRow, "id" | "value">): DataRow[] =>
    minor === 0n ? [] : [{ id, value: <Money value={jpy(minor)} />, ...row }];
  const linesOf = (kind: LineKind) => `/payouts/${s.id}/lines?kind=${kind}`;
  const rows: DataRow[] = [
    {
      id: "opening",
      label: line("opening"),
      value: <Money value={jpy(s.openingMinor)} />,
      ...(s.previous !== null && { href: `/payouts/${s.previous.id}` }),
    },
    {
      id: "sales",
      label: line("sales", { count: s.salesCount }),
      value: <Money value={jpy(s.salesMinor)} />,
      href: linesOf("sales"),
    },
    {
      id: "refunds",
      label: line("refunds", { count: s.refundsCount }),
      value: <Money value={jpy(-s.refundsMinor)} />,
      href: linesOf("refunds"),
    },
    {
      id: "fees",
      label: line("fees", { rate: percentText(s.feeBasisPoints) }),
      support: line("feesOn", { amount: formatMoney(jpy(s.feeBaseMinor)) }),
      value: <Money value={jpy(-s.feesMinor)} />,
    },
    {
      id: "tax",
      label: line("tax", { rate: percentText(s.taxBasisPoints) }),
      support: line("taxOn"),
      value: <Money value={jpy(-s.taxMinor)} />,
    },
    {
      id: "transfer",
      label: line("transferFee"),
      value: <Money value={jpy(-s.transferFeeMinor)} />,
      ...(s.earlyFeeMinor > 0n && {
        support: line("earlyFee", { amount: formatMoney(jpy(s.earlyFeeMinor)) }),
      }),
    },
    {
      id: "feesReturned",
      label: line("feesReturned"),
      support: line("feesReturnedWhy"),
      value: <Money value={jpy(s.feesReturnedMinor)} />,
    },
    ...rare("taxReturned", s.taxReturnedMinor, { label: line("taxReturned") }),
    {
      id: "adjustments",
      label: line("adjustments"),
      value: <Money value={jpy(s.adjustmentsMinor)} />,
      ...(s.adjustmentsMinor !== 0n && { href: linesOf("adjustments") }),
    },
    ...rare("returned", s.returnedPayoutsMinor, {
      label: line("returnedPayouts"),
      href: linesOf("returned_payouts"),
    }),
    ...rare("carried", -s.carriedMinor, {
      label: line(s.carriedMinor < 0n ? "carriedDebt" : "carried"),
    }),
    {
      id: "payout",
      label: line("payout"),
      value: <Money value={jpy(s.payoutMinor)} />,
      emphasis: "total",
    },
  ];
  const agrees = s.remainderMinor === 0n;
  const Mark = agrees ? CircleCheck : CircleAlert;
  return (
    <>
      <DataList rows={rows} figures className="mt-4" />
      <p className={agrees ? "mt-2 text-sm text-green" : "mt-2 text-sm text-vermilion-700"}>
        <span className="flex items-center justify-between gap-3 font-bold">
          <span className="inline-flex items-center gap-1.5">
            <Mark aria-hidden className="size-5 shrink-0" />
            {words(agrees ? "agrees" : "differs")}
          </span>
          <span className="tabular">
            {words("remainder")} <Money value={jpy(s.remainderMinor)} />
          </span>
        </span>
        <span className="block text-xs text-muted">{words("proof")}</span>
      </p>
    </>
  );
}
