import { divideRounded } from "@/server/kernel/money";
import type { StatementFigures } from "../rules";

/** The figures of a statement in the order in which they are added: the same on screen, in CSV and in PDF. */
export const FIGURES = [
  "opening",
  "sales",
  "refunds",
  "fees",
  "tax",
  "transferFee",
  "feesReturned",
  "taxReturned",
  "adjustments",
  "returnedPayouts",
] as const;
export type FigureName = (typeof FIGURES)[number];

/** A figure with its sign, so that all of them add up to payout plus carried. */
export type Figure = { readonly name: FigureName; readonly minor: bigint };

/** What is added up: deductions are negative here. */
export function figuresOf(s: StatementFigures): readonly Figure[] {
  const signed: Record<FigureName, bigint> = {
    opening: s.openingMinor,
    sales: s.salesMinor,
    refunds: -s.refundsMinor,
    fees: -s.feesMinor,
    tax: -s.taxMinor,
    transferFee: -s.transferFeeMinor,
    feesReturned: s.feesReturnedMinor,
    taxReturned: s.taxReturnedMinor,
    adjustments: s.adjustmentsMinor,
    returnedPayouts: s.returnedPayoutsMinor,
  };
  return FIGURES.map((name) => ({ name, minor: signed[name] }));
}

/** What a statement's entries are: the kinds of its lines. */
export const LINE_KINDS = ["sales", "refunds", "adjustments", "returned_payouts"] as const;
export type LineKind = (typeof LINE_KINDS)[number];

/** Narrows a stored kind of line. */
export function isLineKind(text: string | undefined): text is LineKind {
  return LINE_KINDS.some((known) => known === text);
}

/**
 * How much a figure grew against the one before, such as "+12%"; of deductions, how much more is deducted. Null when
 * there was nothing to compare with.
 */
export function changePercent(before: bigint, now: bigint): string | null {
  if (before === 0n) return null;
  if (before < 0n && now <= 0n) return changePercent(-before, -now);
  // Half a percent counts up: this is a hint beside the exact figures.
  const percent = divideRounded((now - before) * 100n, before < 0n ? -before : before, "half_up");
  return percent > 0n ? `+${percent}%` : `${percent}%`.replace("-", "−");
}

/** How high each amount stands in a chart, in thousandths of the highest; what is below zero stands at its foot. */
export function barHeights(amounts: readonly bigint[]): number[] {
  let highest = 1n;
  for (const one of amounts) if (one > highest) highest = one;
  return amounts.map((one) => (one > 0n ? Number((one * 1000n) / highest) : 0));
}

/** What was paid out at each close, over all payout groups, the oldest first. */
export function payoutsByClose(
  statements: readonly { readonly throughOn: string; readonly payoutMinor: bigint }[],
): { readonly throughOn: string; readonly payoutMinor: bigint }[] {
  const sums = new Map<string, bigint>();
  for (const { throughOn, payoutMinor } of statements)
    sums.set(throughOn, (sums.get(throughOn) ?? 0n) + payoutMinor);
  return [...sums]
    .map(([throughOn, payoutMinor]) => ({ throughOn, payoutMinor }))
    .sort((a, b) => (a.throughOn < b.throughOn ? -1 : 1));
}
