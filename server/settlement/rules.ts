import { type Day, monthEnd } from "@/server/kernel/calendar";
import { applyBasisPoints, type RoundingMode } from "@/server/kernel/money";

/** What a fee is rounded once over: a statement's sales at one rate, those of a day and wallet, or each payment. */
export const ROUNDING_UNITS = ["statement", "day_wallet", "payment"] as const;

/** Taxable, or exempt since what is sold is an assignment of receivables. A transfer fee is taxable in either case. */
export const TAX_CLASSES = ["taxable", "exempt"] as const;
export type TaxClass = (typeof TAX_CLASSES)[number];

/** What a contract says about closing a period. Rates in basis points, amounts in yen. */
export type Terms = {
  readonly feeRoundingMode: RoundingMode;
  readonly taxBasisPoints: number;
  readonly taxClass: TaxClass;
  readonly taxRoundingMode: RoundingMode;
  readonly minimumPayoutMinor: bigint;
  /** What the merchant bears of a transfer; zero where the acquirer bears it. */
  readonly transferFeeMinor: bigint;
  /** The price of a payout before its day; zero for an ordinary one. */
  readonly earlyFeeMinor: bigint;
};

/**
 * What a fee is rounded over: sales less the refunds of the period, at one rate. `count` units that are alike (payments
 * of the same amount) stand in one.
 */
export type FeeUnit = {
  readonly unitKey: string;
  readonly basisPoints: number;
  readonly baseMinor: bigint;
  readonly count: number;
};

/** One unit of an earlier statement's fee, the terms it was closed under, and what came back of it since. */
export type LateReturn = {
  readonly originalStatementId: string;
  readonly unitKey: string;
  readonly feeBaseMinor: bigint;
  readonly feeBasisPoints: number;
  readonly feeRoundingMode: RoundingMode;
  /** The tax that the fee bore, zero for an exempt one. */
  readonly taxBasisPoints: number;
  /** Whether the fee was of a contract that is exempt from consumption tax. */
  readonly isExempt: boolean;
  /** Refunded in statements between the original and this one. */
  readonly returnedBeforeMinor: bigint;
  /** Refunded in this statement; negative when a wallet refused a refund that was counted before. */
  readonly returnedNowMinor: bigint;
};

/** What a period of one payout group holds before fees. Refunds are positive numbers. */
export type PeriodSums = {
  readonly openingMinor: bigint;
  readonly salesMinor: bigint;
  /** All refunds booked in the period. */
  readonly refundsMinor: bigint;
  readonly adjustmentsMinor: bigint;
  readonly returnedPayoutsMinor: bigint;
  readonly feeUnits: readonly FeeUnit[];
  readonly lateReturns: readonly LateReturn[];
};

/** The figures of a statement, signed as the merchant reads them: fees, tax and refunds are positive and deducted. */
export type StatementSums = {
  readonly feeBaseMinor: bigint;
  readonly feesMinor: bigint;
  readonly feesReturnedMinor: bigint;
  /** With the price of an early payout. */
  readonly transferFeeMinor: bigint;
  readonly earlyFeeMinor: bigint;
  readonly taxMinor: bigint;
  readonly taxReturnedMinor: bigint;
  readonly payoutMinor: bigint;
  readonly carriedMinor: bigint;
};

/**
 * Closes a period. The fee is rounded once on each unit of the contract, consumption tax once on all fees and once for
 * each rate on what is given back (Consumption Tax Act, rounding per invoice and rate). A refund of an earlier
 * statement gives back exactly the difference that it makes to that statement's fee, at its own rate and tax.
 * A total below the minimum, or a negative one, is carried forward and no transfer fee is taken.
 */
export function closePeriod(sums: PeriodSums, terms: Terms): StatementSums {
  const feeBaseMinor = sums.feeUnits.reduce((sum, unit) => sum + unit.baseMinor * BigInt(unit.count), 0n);
  const feesMinor = sums.feeUnits.reduce((sum, unit) => sum + feeOf(unit, terms.feeRoundingMode), 0n);
  const feesReturnedMinor = sums.lateReturns.reduce((sum, late) => sum + feeGivenBack(late), 0n);
  const taxReturnedMinor = taxGivenBack(sums.lateReturns, terms.taxRoundingMode);
  const taxedFees = terms.taxClass === "exempt" ? 0n : feesMinor;
  const taxWith = (transferFee: bigint) =>
    applyBasisPoints(taxedFees + transferFee, terms.taxBasisPoints, terms.taxRoundingMode);
  const beforeTransfer =
    sums.openingMinor +
    sums.salesMinor -
    sums.refundsMinor +
    sums.adjustmentsMinor +
    sums.returnedPayoutsMinor -
    feesMinor +
    feesReturnedMinor +
    taxReturnedMinor;
  const total = (transferFee: bigint) => beforeTransfer - transferFee - taxWith(transferFee);
  const whenPaid = terms.transferFeeMinor + terms.earlyFeeMinor;
  const isPaid = total(whenPaid) >= terms.minimumPayoutMinor;
  const transferFeeMinor = isPaid ? whenPaid : 0n;
  return {
    feeBaseMinor,
    feesMinor,
    feesReturnedMinor,
    transferFeeMinor,
    earlyFeeMinor: isPaid ? terms.earlyFeeMinor : 0n,
    taxMinor: taxWith(transferFeeMinor),
    taxReturnedMinor,
    payoutMinor: isPaid ? total(whenPaid) : 0n,
    carriedMinor: isPaid ? 0n : total(0n),
  };
}

/** The fee on a unit, rounded once, for all units that are alike. */
export function feeOf(unit: FeeUnit, mode: RoundingMode): bigint {
  return applyBasisPoints(unit.baseMinor, unit.basisPoints, mode) * BigInt(unit.count);
}

function taxGivenBack(lateReturns: readonly LateReturn[], mode: RoundingMode): bigint {
  const byRate = new Map<number, bigint>();
  for (const late of lateReturns) {
    byRate.set(late.taxBasisPoints, (byRate.get(late.taxBasisPoints) ?? 0n) + feeGivenBack(late));
  }
  return [...byRate].reduce((sum, [rate, base]) => sum + applyBasisPoints(base, rate, mode), 0n);
}

export const CARRIED_REASONS = ["below_minimum", "negative", "nothing_due"] as const;
export type CarriedReason = (typeof CARRIED_REASONS)[number];

/** Narrows a stored reason. */
export function toCarriedReason(text: string | null): CarriedReason | null {
  return CARRIED_REASONS.find((known) => known === text) ?? null;
}

/** Why a statement pays nothing out; null when it does. */
export function carriedReason(
  sums: Pick<StatementSums, "payoutMinor" | "carriedMinor">,
): CarriedReason | null {
  if (sums.payoutMinor > 0n) return null;
  if (sums.carriedMinor < 0n) return "negative";
  return sums.carriedMinor === 0n ? "nothing_due" : "below_minimum";
}

/** The fee on what was left before, less the fee on what is left now. Positive when the merchant gets it back. */
export function feeGivenBack(late: LateReturn): bigint {
  const fee = (base: bigint) => applyBasisPoints(base, late.feeBasisPoints, late.feeRoundingMode);
  const left = late.feeBaseMinor - late.returnedBeforeMinor;
  return fee(left) - fee(left - late.returnedNowMinor);
}

/** A statement as it is shown: the figures that are added and deducted must end in payout plus carried. */
export type StatementFigures = Omit<StatementSums, "earlyFeeMinor"> &
  Pick<
    PeriodSums,
    "openingMinor" | "salesMinor" | "refundsMinor" | "adjustmentsMinor" | "returnedPayoutsMinor"
  >;

/** What is left when payout and carried are taken from the figures: zero, or the statement does not add up. */
export function remainderOf(statement: StatementFigures): bigint {
  return (
    statement.openingMinor +
    statement.salesMinor -
    statement.refundsMinor -
    statement.feesMinor +
    statement.feesReturnedMinor -
    statement.transferFeeMinor -
    statement.taxMinor +
    statement.taxReturnedMinor +
    statement.adjustmentsMinor +
    statement.returnedPayoutsMinor -
    statement.payoutMinor -
    statement.carriedMinor
  );
}

export const CYCLES = ["daily", "twice_monthly", "monthly"] as const;
export type Cycle = (typeof CYCLES)[number];

/** Whether a period of this cycle ends on a day: every day, the 15th and month-end, or month-end. */
export function endsPeriod(cycle: Cycle, day: Day): boolean {
  if (cycle === "daily" || day === monthEnd(day)) return true;
  return cycle === "twice_monthly" && day.endsWith("-15");
}

export const PAYOUT_STATES = ["planned", "held", "in_file", "sent", "paid", "returned"] as const;
export type PayoutState = (typeof PAYOUT_STATES)[number];

/** A payout in one of these is no longer in transit: it arrived, or it came back and is owed again. */
export const ENDED_PAYOUT_STATES: readonly PayoutState[] = ["paid", "returned"];

const PAYOUT_TRANSITIONS: Record<PayoutState, readonly PayoutState[]> = {
  planned: ["held", "in_file"],
  held: ["planned"],
  in_file: ["sent", "planned"],
  sent: ["paid", "returned"],
  // A bank may give back what it has called done.
  paid: ["returned"],
  returned: [],
};

/**
 * Why a payout waits: no account to pay to, an account that a bank has refused, a suspended merchant, a balance
 * withheld at the end of a contract, an account that was changed a short time ago, an open dispute where the contract
 * says so, or a person's word.
 */
export const HOLD_REASONS = [
  "no_bank_account",
  "account_refused",
  "branch_gone",
  "merchant_not_active",
  "balance_withheld",
  "bank_account_changed",
  "dispute_open",
  "stopped",
] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

/** Narrows a stored reason. */
export function toHoldReason(text: string | null): HoldReason | null {
  return HOLD_REASONS.find((known) => known === text) ?? null;
}

/** Whether a payout may go from one state to another. A returned payout is final; the retry is a new one. */
export function canPayoutBecome(from: PayoutState, to: PayoutState): boolean {
  return PAYOUT_TRANSITIONS[from].includes(to);
}

export const BANK_FILE_STATES = ["draft", "approved", "issued", "accepted", "withdrawn"] as const;
export type BankFileState = (typeof BANK_FILE_STATES)[number];

const BANK_FILE_TRANSITIONS: Record<BankFileState, readonly BankFileState[]> = {
  draft: ["approved", "withdrawn"],
  approved: ["issued", "withdrawn"],
  issued: ["accepted", "withdrawn"],
  accepted: [],
  withdrawn: [],
};

/** Whether a bank file may go from one state to another; released by a second person before it is issued. */
export function canBankFileBecome(from: BankFileState, to: BankFileState): boolean {
  return BANK_FILE_TRANSITIONS[from].includes(to);
}

/** Narrows a stored state. */
export function isBankFileState(state: string): state is BankFileState {
  return BANK_FILE_STATES.some((known) => known === state);
}

/** Narrows a stored state. */
export function isPayoutState(state: string): state is PayoutState {
  return PAYOUT_STATES.some((known) => known === state);
}
