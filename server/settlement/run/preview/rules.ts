import type { ClosedGroup } from "../rules";

/** A payout this many times the one before is looked at, from this many yen on. */
const JUMP_TIMES = 5n;
const JUMP_FROM_MINOR = 1_000_000n;
const MOST_ANOMALIES = 50;

export type AnomalyKind = "negative" | "no_bank_account" | "jump";

/** What a person looks at before a run is final. */
export type Anomaly = { readonly kind: AnomalyKind; readonly groupId: string; readonly amountMinor: bigint };

/** The statements of a run that are unlike others, the largest amounts first. */
export function anomaliesOf(
  closed: readonly ClosedGroup[],
  paidBefore: ReadonlyMap<string, bigint>,
): Anomaly[] {
  const found = closed.flatMap(({ group, sums }): Anomaly[] => {
    const groupId = group.payout_group_id;
    if (sums.carriedMinor < 0n) return [{ kind: "negative", groupId, amountMinor: sums.carriedMinor }];
    if (sums.payoutMinor === 0n) return [];
    if (group.bank_account_id === null)
      return [{ kind: "no_bank_account", groupId, amountMinor: sums.payoutMinor }];
    const before = paidBefore.get(groupId);
    const isJump =
      before !== undefined && sums.payoutMinor >= JUMP_FROM_MINOR && sums.payoutMinor > before * JUMP_TIMES;
    return isJump ? [{ kind: "jump", groupId, amountMinor: sums.payoutMinor }] : [];
  });
  const size = ({ amountMinor }: Anomaly) => (amountMinor < 0n ? -amountMinor : amountMinor);
  return found.sort((a, b) => Number(size(b) - size(a))).slice(0, MOST_ANOMALIES);
}

/** The totals of a run. */
export function totalsOf(closed: readonly ClosedGroup[]) {
  const sum = (pick: (one: ClosedGroup) => bigint) => closed.reduce((total, one) => total + pick(one), 0n);
  const negative = closed.filter(({ sums }) => sums.carriedMinor < 0n);
  return {
    statements: closed.length,
    payouts: closed.filter(({ sums }) => sums.payoutMinor > 0n).length,
    payoutTotalMinor: sum(({ sums }) => sums.payoutMinor),
    salesMinor: sum(({ group }) => group.sales_minor),
    refundsMinor: sum(({ group }) => group.refunds_minor),
    feesMinor: sum(({ sums }) => sums.feesMinor - sums.feesReturnedMinor + sums.transferFeeMinor),
    taxMinor: sum(({ sums }) => sums.taxMinor - sums.taxReturnedMinor),
    negatives: negative.length,
    negativeMinor: negative.reduce((total, { sums }) => total + sums.carriedMinor, 0n),
  };
}
