import { type Day, payDay, toDay } from "@/server/kernel/calendar";
import { jpy } from "@/server/kernel/money";
import { accounts, type EntryKind, type NewPosting } from "@/server/ledger/rules";
import { closePeriod, type LateReturn, type StatementSums } from "../rules";
import type { DueGroup, LateRow } from "./queries";

/** One payout group's closed period, before it has ids and a number. */
export type ClosedGroup = {
  readonly group: DueGroup;
  readonly sums: StatementSums;
  readonly late: readonly (LateReturn & { readonly payoutGroupId: string })[];
  readonly fromOn: Day;
  readonly payOn: Day;
};

/** Closes one group. Pure: the same rows give the same statement. */
export function closeGroup(
  group: DueGroup,
  late: readonly LateRow[],
  on: { throughOn: Day; nextDay: (day: Day) => Day; holidays: ReadonlySet<string> },
): ClosedGroup {
  const lateReturns = late.map((row) => ({
    payoutGroupId: row.payout_group_id,
    originalStatementId: row.original_statement_id,
    feeBaseMinor: row.fee_base_minor,
    feeBasisPoints: row.fee_basis_points,
    feeRoundingMode: row.fee_rounding_mode,
    returnedBeforeMinor: row.returned_before_minor,
    returnedNowMinor: row.returned_now_minor,
  }));
  const sums = closePeriod(
    {
      openingMinor: group.opening_minor,
      salesMinor: group.sales_minor,
      refundsMinor: group.refunds_minor,
      refundsOfPeriodMinor: group.refunds_of_period_minor,
      adjustmentsMinor: group.adjustments_minor,
      returnedPayoutsMinor: group.returned_payouts_minor,
      lateReturns,
    },
    {
      feeBasisPoints: group.fee_basis_points,
      feeRoundingMode: group.fee_rounding_mode,
      taxBasisPoints: group.tax_basis_points,
      taxRoundingMode: group.tax_rounding_mode,
      // A contract that has ended leaves nothing to carry forward to, so that any amount is paid.
      minimumPayoutMinor: group.is_final ? 1n : group.minimum_payout_minor,
      transferFeeMinor: group.transfer_fee_minor,
    },
  );
  const since = group.last_through_on ? on.nextDay(toDay(group.last_through_on)) : toDay(group.first_day_on);
  const payOn = payDay(on.throughOn, group.payout_offset_bank_days, on.holidays);
  return { group, sums, late: lateReturns, fromOn: earlier(since, on.throughOn), payOn };
}

function earlier(a: Day, b: Day): Day {
  if (a < b) return a;
  return b;
}

type Booking = { readonly kind: EntryKind; readonly postings: NewPosting[] };

/** What the close of a period books, as model.md's table of events says; nothing is booked for a zero. */
export function bookingsOf({ group, sums }: ClosedGroup): Booking[] {
  const payable = accounts.merchantPayable(group.tenant_id, group.payout_group_id);
  const charge = (kind: EntryKind, to: NewPosting["from"], amountMinor: bigint): Booking[] =>
    amountMinor === 0n ? [] : [{ kind, postings: [between(to, payable, amountMinor)] }];
  return [
    ...charge("fee", accounts.feeRevenue, sums.feesMinor),
    ...charge("transfer_fee", accounts.transferFeeRevenue, sums.transferFeeMinor),
    ...charge("tax", accounts.consumptionTaxPayable, sums.taxMinor),
    ...charge("fee_returned", accounts.feeRevenue, -sums.feesReturnedMinor),
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
