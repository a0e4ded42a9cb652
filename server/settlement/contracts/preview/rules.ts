import { closePeriod, type StatementSums } from "../../rules";
import type { ContractTerms } from "../schema";

/** A closed statement, as far as other terms could change it. */
export type ShownStatement = Omit<StatementSums, "carriedMinor" | "feeBaseMinor"> & {
  readonly id: string;
  readonly merchantId: string;
  readonly throughOn: string;
  readonly openingMinor: bigint;
  readonly salesMinor: bigint;
  readonly refundsMinor: bigint;
  readonly adjustmentsMinor: bigint;
  readonly returnedPayoutsMinor: bigint;
  readonly isFinal: boolean;
};

/** What a fee of a statement is rounded over; `count` units that are alike stand in one. */
export type FeeUnitOf = {
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

/** Rows by a key of theirs, each key's in their order. */
export function groupedBy<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const same = groups.get(keyOf(row));
    if (same) same.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

/** Statements as they were closed and as they would have been. */
export type Preview = { readonly statements: number; readonly before: Totals; readonly after: Totals };

/** The statements as they were closed and as other units and terms would have closed them. */
export function previewOf(
  statements: readonly ShownStatement[],
  units: readonly FeeUnitOf[],
  termsOf: (statement: ShownStatement) => ContractTerms | undefined,
): Preview {
  const byStatement = groupedBy(units, (unit) => unit.statement_id);
  let [before, after] = [NOTHING, NOTHING];
  for (const statement of statements) {
    const terms = termsOf(statement);
    before = plus(before, statement);
    after = plus(
      after,
      terms ? closeAgain(statement, byStatement.get(statement.id) ?? [], terms) : statement,
    );
  }
  return { statements: statements.length, before, after };
}

type Version = {
  readonly merchantId: string;
  readonly validFromOn: string;
  readonly validThroughOn: string | null;
  readonly terms: ContractTerms;
};

/** What the contract said that was in force when a statement was closed. */
export function inForceOn(
  versions: ReadonlyMap<string, readonly Version[]>,
  { merchantId, throughOn }: ShownStatement,
): ContractTerms | undefined {
  return versions
    .get(merchantId)
    ?.find(
      (one) =>
        one.validFromOn <= throughOn && (one.validThroughOn === null || one.validThroughOn >= throughOn),
    )?.terms;
}

/** The sums of a part of the merchants as those of all of them, rounded towards zero. */
export function scaled(preview: Preview, merchants: number, looked: number): Preview {
  if (looked === 0 || merchants === looked) return preview;
  const all = (minor: bigint) => (minor * BigInt(merchants)) / BigInt(looked);
  const totals = ({ feesMinor, taxMinor, transferFeeMinor, payoutMinor }: Totals): Totals => ({
    feesMinor: all(feesMinor),
    taxMinor: all(taxMinor),
    transferFeeMinor: all(transferFeeMinor),
    payoutMinor: all(payoutMinor),
  });
  return {
    statements: Math.round((preview.statements * merchants) / looked),
    before: totals(preview.before),
    after: totals(preview.after),
  };
}

function closeAgain(
  statement: ShownStatement,
  units: readonly FeeUnitOf[],
  terms: ContractTerms,
): StatementSums {
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
