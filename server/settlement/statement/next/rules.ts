import { addDays, type Day, jstDay } from "@/server/kernel/calendar";
import { applyBasisPoints, divideRounded, type RoundingMode } from "@/server/kernel/money";
import { periodEndFrom } from "../../calendar/rules";
import { type Cycle, closePeriod, type StatementFigures, type Terms } from "../../rules";

/** A day is closed some hours after it is over: until then what is still open belongs to it. */
const CLOSED_BY_MS = 4 * 3_600_000;

/** The last day of the period that is open at an instant, when the last one closed ended on a day or none ever did. */
export function openPeriodEnd(at: { nowMs: number; lastThroughOn: Day | null; cycle: Cycle }): Day {
  const day = jstDay(at.nowMs - CLOSED_BY_MS);
  if (at.lastThroughOn === null || day > at.lastThroughOn) return periodEndFrom(at.cycle, day);
  return periodEndFrom(at.cycle, addDays(at.lastThroughOn, 1));
}

/** What an earlier statement charged, and the rate of the contract. */
export type ChargedBefore = {
  readonly feeBaseMinor: bigint;
  readonly feesMinor: bigint;
  readonly contractBasisPoints: number;
  readonly mode: RoundingMode;
};

/** Less than this says too little of the rates that wallets and campaigns mix into one. */
const TELLING_BASE_MINOR = 100_000n;

/**
 * The rate to expect: the contract's, or where wallets, categories and campaigns have rates of their own, the one that
 * the last statement came to.
 */
export function expectedBasisPoints({
  feeBaseMinor,
  feesMinor,
  contractBasisPoints,
  mode,
}: ChargedBefore): number {
  const byContract = applyBasisPoints(feeBaseMinor, contractBasisPoints, mode);
  if (feeBaseMinor < TELLING_BASE_MINOR || byContract === feesMinor) return contractBasisPoints;
  const share = divideRounded(feesMinor * 10_000n, feeBaseMinor, "half_up");
  return Number(share);
}

/** What an open period of a payout group holds: the balance that is owed, and what of it is not sales and refunds. */
export type OpenPeriod = {
  readonly owedMinor: bigint;
  readonly openingMinor: bigint;
  readonly adjustmentsMinor: bigint;
  readonly returnedPayoutsMinor: bigint;
};

/**
 * The statement as it would be if the period ended now. Refunds are taken from the sales, so that a refund of an
 * earlier period counts at today's rate; everything else is exact.
 */
export function expectedStatement(
  open: OpenPeriod,
  terms: Terms & { readonly feeBasisPoints: number },
): StatementFigures {
  const { openingMinor, adjustmentsMinor, returnedPayoutsMinor } = open;
  const salesMinor = open.owedMinor - openingMinor - adjustmentsMinor - returnedPayoutsMinor;
  const sums = {
    openingMinor,
    salesMinor,
    refundsMinor: 0n,
    adjustmentsMinor,
    returnedPayoutsMinor,
    feeUnits: [{ unitKey: "", basisPoints: terms.feeBasisPoints, baseMinor: salesMinor, count: 1 }],
    lateReturns: [],
  };
  return { ...sums, ...closePeriod(sums, terms) };
}
