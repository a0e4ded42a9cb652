import { addDays, type Day, toDay } from "@/server/kernel/calendar";
import { jpy } from "@/server/kernel/money";
import { accounts, type EntryKind, type NewPosting } from "@/server/ledger/rules";
import { payOnOf, periodEndBefore, periodEndFrom } from "../calendar/rules";
import type { LateRow, UnitRow } from "../fees/queries";
import {
  CYCLES,
  type Cycle,
  closePeriod,
  type FeeUnit,
  feeGivenBack,
  feeOf,
  type LateReturn,
  type StatementSums,
} from "../rules";
import type { DueGroup } from "./queries";

/** What a run closes: the cycles that end, and how far back the entries of each can lie. */
export type Closing = {
  readonly throughOn: Day;
  readonly cycles: readonly Cycle[];
  readonly floors: Readonly<Record<Cycle, Day>>;
  /** For groups that close out of turn or whose cycle has changed: the longest period there is. */
  readonly widestOn: Day;
};

/** Late commits are never older than this. */
const LOOK_BACK_DAYS = 3;
const LONGEST_PERIOD_DAYS = 31;
const BEFORE_EVERYTHING = toDay("2020-01-01");

/**
 * What closes on a day, given the last day that was closed. A cycle ends when an end of its periods lies in between, so
 * that one that was missed is made up for. An entry is due since the end of the period before.
 */
export function closingOn(throughOn: Day, lastThroughOn: Day | null): Closing {
  const firstOpen = lastThroughOn === null ? throughOn : addDays(lastThroughOn, 1);
  const floor = (cycle: Cycle) =>
    lastThroughOn === null
      ? BEFORE_EVERYTHING
      : addDays(periodEndBefore(cycle, firstOpen), 1 - LOOK_BACK_DAYS);
  return {
    throughOn,
    cycles: CYCLES.filter((cycle) => periodEndFrom(cycle, firstOpen) <= throughOn),
    floors: { daily: floor("daily"), twice_monthly: floor("twice_monthly"), monthly: floor("monthly") },
    widestOn:
      lastThroughOn === null
        ? BEFORE_EVERYTHING
        : addDays(firstOpen, -LONGEST_PERIOD_DAYS - LOOK_BACK_DAYS - 1),
  };
}

/** One payout group's closed period, before it has ids and a number. */
export type ClosedGroup = {
  readonly group: DueGroup;
  readonly sums: StatementSums;
  readonly late: readonly LateReturn[];
  readonly fees: readonly FeeLine[];
  readonly fromOn: Day;
  readonly payOn: Day;
};

/** The fee on one unit of a statement, as it is kept: the base of what is refunded later. */
export type FeeLine = {
  readonly unitKey: string;
  readonly basisPoints: number;
  readonly baseMinor: bigint;
  readonly feeMinor: bigint;
};

/** Closes one group. Pure: the same rows give the same statement. */
export function closeGroup(
  group: DueGroup,
  rows: { readonly units: readonly UnitRow[]; readonly late: readonly LateRow[] },
  on: { readonly throughOn: Day; readonly holidays: ReadonlySet<string> },
): ClosedGroup {
  const late = rows.late.map(lateReturnOf);
  const feeUnits = rows.units.map((row) => ({
    unitKey: row.unit_key,
    basisPoints: row.basis_points,
    baseMinor: row.base_minor,
    count: row.count,
  }));
  const sums = closePeriod(
    {
      openingMinor: group.opening_minor,
      salesMinor: group.sales_minor,
      refundsMinor: group.refunds_minor,
      adjustmentsMinor: group.adjustments_minor,
      returnedPayoutsMinor: group.returned_payouts_minor,
      feeUnits,
      lateReturns: late,
    },
    {
      feeRoundingMode: group.fee_rounding_mode,
      taxBasisPoints: group.tax_basis_points,
      taxClass: group.tax_class,
      taxRoundingMode: group.tax_rounding_mode,
      // A contract that has ended leaves nothing to carry forward to, so that any amount is paid.
      minimumPayoutMinor: group.is_final ? 1n : group.minimum_payout_minor,
      transferFeeMinor: group.transfer_fee_minor,
      earlyFeeMinor: group.early_fee_minor,
    },
  );
  const since = group.last_through_on ? addDays(toDay(group.last_through_on), 1) : toDay(group.first_day_on);
  return {
    group,
    sums,
    late,
    fees: feeLinesOf(feeUnits, group),
    fromOn: earlier(since, on.throughOn),
    payOn: payOnOf(payTermsOf(group), on.throughOn, on.holidays),
  };
}

function earlier(a: Day, b: Day): Day {
  if (a < b) return a;
  return b;
}

function lateReturnOf(row: LateRow): LateReturn {
  return {
    originalStatementId: row.original_statement_id,
    unitKey: row.unit_key,
    feeBaseMinor: row.fee_base_minor,
    feeBasisPoints: row.fee_basis_points,
    feeRoundingMode: row.fee_rounding_mode,
    taxBasisPoints: row.tax_basis_points,
    isExempt: row.is_exempt,
    returnedBeforeMinor: row.returned_before_minor,
    returnedNowMinor: row.returned_now_minor,
  };
}

function payTermsOf(group: DueGroup) {
  return {
    cycle: group.cycle,
    // What was asked for early is paid on the next bank day.
    payoutOffsetBankDays: group.is_early ? 1 : group.payout_offset_bank_days,
    payDayOfMonth: group.is_early ? null : group.pay_day_of_month,
    holidayDirection: group.holiday_direction,
  };
}

function feeLinesOf(units: readonly FeeUnit[], group: DueGroup): FeeLine[] {
  const lines = new Map<string, FeeLine>();
  for (const unit of units) {
    const known = lines.get(unit.unitKey);
    lines.set(unit.unitKey, {
      unitKey: unit.unitKey,
      basisPoints: unit.basisPoints,
      baseMinor: (known?.baseMinor ?? 0n) + unit.baseMinor * BigInt(unit.count),
      feeMinor: (known?.feeMinor ?? 0n) + feeOf(unit, group.fee_rounding_mode),
    });
  }
  return [...lines.values()];
}

/** The one rate of a statement, or its contract's where it has several or none. */
export function headlineRate({ group, fees }: Pick<ClosedGroup, "group" | "fees">): number {
  const [first] = fees;
  if (first === undefined || fees.some((fee) => fee.basisPoints !== first.basisPoints))
    return group.fee_basis_points;
  return first.basisPoints;
}

type Booked = Pick<ClosedGroup, "sums" | "late"> & {
  readonly group: Pick<DueGroup, "tenant_id" | "payout_group_id" | "tax_class">;
};
type Booking = { readonly kind: EntryKind; readonly postings: NewPosting[] };

/**
 * What the close of a period books; nothing is booked for a zero. Fees of contracts that are exempt from consumption tax
 * have an account of their own, and go back to the account that they came from.
 */
export function bookingsOf({ group, sums, late }: Booked): Booking[] {
  const payable = accounts.merchantPayable(group.tenant_id, group.payout_group_id);
  const isExempt = group.tax_class === "exempt";
  const exemptBack = late
    .filter(({ isExempt: wasExempt }) => wasExempt)
    .reduce((sum, one) => sum + feeGivenBack(one), 0n);
  const back = [
    [accounts.feeRevenue, exemptBack - sums.feesReturnedMinor],
    [accounts.feeRevenueExempt, -exemptBack],
  ] as const;
  const givenBack = back.flatMap(([account, minor]) =>
    minor === 0n ? [] : [between(account, payable, minor)],
  );
  const charge = (kind: EntryKind, to: NewPosting["from"], amountMinor: bigint): Booking[] =>
    amountMinor === 0n ? [] : [{ kind, postings: [between(to, payable, amountMinor)] }];
  return [
    ...charge("fee", isExempt ? accounts.feeRevenueExempt : accounts.feeRevenue, sums.feesMinor),
    ...charge("transfer_fee", accounts.transferFeeRevenue, sums.transferFeeMinor),
    ...charge("tax", accounts.consumptionTaxPayable, sums.taxMinor),
    ...(givenBack.length === 0 ? [] : [{ kind: "fee_returned" as const, postings: givenBack }]),
    ...charge("tax_returned", accounts.consumptionTaxPayable, -sums.taxReturnedMinor),
    ...charge("payout", accounts.payoutsInTransit, sums.payoutMinor),
  ];
}

/** From one account to another; a negative amount goes the other way, so that what is booked is always positive. */
function between(from: NewPosting["from"], to: NewPosting["to"], amountMinor: bigint): NewPosting {
  const { currency } = jpy(0n);
  if (amountMinor < 0n) return { from: to, to: from, amountMinor: -amountMinor, currency };
  return { from, to, amountMinor, currency };
}
