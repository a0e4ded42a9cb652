import { closePeriod, type StatementSums } from "../../rules";
import type { ContractTerms } from "../schema";

/** A closed statement, as far as other terms could change it. */
export type ShownStatement = Omit<StatementSums, "carriedMinor" | "feeBaseMinor"> & {
  readonly id: string;
  readonly throughOn: string;
  readonly openingMinor: bigint;
  readonly salesMinor: bigint;
  readonly refundsMinor: bigint;
  readonly adjustmentsMinor: bigint;
  readonly returnedPayoutsMinor: bigint;
  readonly isFinal: boolean;
};

type Unit = {
  readonly statement_id: string;
  readonly basis_points: number;
  readonly base_minor: bigint;
  readonly count: number;
};

/** Fees, tax, transfer fees and payouts of a number of statements. */
export type Totals = {
  readonly feesMinor: bigint;
  readonly taxMinor: bigint;
  readonly transferFeeMinor: bigint;
  readonly payoutMinor: bigint;
};

const NOTHING: Totals = { feesMinor: 0n, taxMinor: 0n, transferFeeMinor: 0n, payoutMinor: 0n };

function plus(a: Totals, b: Totals): Totals {
  return {
    feesMinor: a.feesMinor + b.feesMinor,
    taxMinor: a.taxMinor + b.taxMinor,
    transferFeeMinor: a.transferFeeMinor + b.transferFeeMinor,
    payoutMinor: a.payoutMinor + b.payoutMinor,
  };
}

/** The statements as they were closed and as other terms would have closed them. */
export function previewOf(
  statements: readonly ShownStatement[],
  units: readonly Unit[],
  terms: ContractTerms,
) {
  const rows = statements.map((statement) => ({
    throughOn: statement.throughOn,
    before: statement,
    after: closeAgain(
      statement,
      units.filter((unit) => unit.statement_id === statement.id),
      terms,
    ),
  }));
  return {
    statements: rows.length,
    before: rows.reduce((sum, row) => plus(sum, row.before), NOTHING),
    after: rows.reduce((sum, row) => plus(sum, row.after), NOTHING),
  };
}

function closeAgain(statement: ShownStatement, units: readonly Unit[], terms: ContractTerms): StatementSums {
  const feeUnits = units.map((unit) => ({
    unitKey: "",
    basisPoints: unit.basis_points,
    baseMinor: unit.base_minor,
    count: unit.count,
  }));
  // What came back of earlier statements goes by their terms, so that it stands among what does not change here.
  const returned = statement.feesReturnedMinor + statement.taxReturnedMinor;
  const { openingMinor, salesMinor, refundsMinor, adjustmentsMinor, returnedPayoutsMinor } = statement;
  return closePeriod(
    {
      openingMinor,
      salesMinor,
      refundsMinor,
      adjustmentsMinor: adjustmentsMinor + returned,
      returnedPayoutsMinor,
      feeUnits,
      lateReturns: [],
    },
    {
      ...terms,
      transferFeeMinor: terms.transferFeeBearer === "merchant" ? terms.transferFeeMinor : 0n,
      minimumPayoutMinor: statement.isFinal ? 1n : terms.minimumPayoutMinor,
      earlyFeeMinor: statement.earlyFeeMinor,
    },
  );
}
