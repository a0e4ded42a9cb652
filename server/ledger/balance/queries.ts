import { idFloor } from "@/server/kernel/ids";
import type { OperatorScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";

/** A line of the trial balance: one account of the acquirer's or the network's, or all merchants' of a kind together. */
export type BalanceLine = {
  /** `merchant:*:payable` for all merchants together. */
  readonly account: string;
  readonly currency: string;
  readonly accounts: number;
  /** Of the two one is zero; minor units. */
  readonly debitMinor: bigint;
  readonly creditMinor: bigint;
};

export type TrialBalance = {
  readonly lines: readonly BalanceLine[];
  readonly debitMinor: bigint;
  readonly creditMinor: bigint;
};

/** All merchants' accounts of a kind are one line; whose they are is asked of the statement of an account. */
export const accountClassSql = (account: string) =>
  `CASE WHEN ${account} LIKE 'merchant:%' THEN 'merchant:*:' || split_part(${account}, ':', 3) ELSE ${account} END`;

// The checkpoints below the instant have summed everything before the last of them; the rest is summed here.
const TRIAL = `
  WITH bound AS (
    SELECT coalesce(max(through_entry_id), '') AS id FROM ledger_checkpoint WHERE through_entry_id <= $1
  ), leg AS (
    SELECT * FROM (SELECT DISTINCT ON (account, currency) account, currency::text, balance_minor::numeric AS minor
                   FROM ledger_checkpoint WHERE through_entry_id <= $1 ORDER BY account, currency, closed_on DESC) AS latest
    UNION ALL
    SELECT to_account, currency::text, sum(amount_minor) FROM ledger_posting
    WHERE entry_id >= (SELECT id FROM bound) AND entry_id < $1 GROUP BY 1, 2
    UNION ALL
    SELECT from_account, currency::text, -sum(amount_minor) FROM ledger_posting
    WHERE entry_id >= (SELECT id FROM bound) AND entry_id < $1 GROUP BY 1, 2
  )
  SELECT ${accountClassSql("account")} AS account, currency, count(DISTINCT account)::int AS accounts,
         greatest(sum(minor), 0)::bigint AS "debitMinor", greatest(-sum(minor), 0)::bigint AS "creditMinor"
  FROM leg GROUP BY 1, 2 ORDER BY 1, 2`;

/**
 * The balances of all accounts at an instant, of everything booked before it. Debits and credits are equal, at any
 * instant, because a posting moves an amount from one account to another.
 */
export async function getTrialBalance(
  tx: Tx,
  _scope: OperatorScope,
  args: { readonly atMs: number },
): Promise<TrialBalance> {
  const lines = await sqlOfTx(tx)<BalanceLine>(TRIAL, [idFloor("entry", args.atMs)]);
  const sum = (side: "debitMinor" | "creditMinor") => lines.reduce((total, line) => total + line[side], 0n);
  return { lines, debitMinor: sum("debitMinor"), creditMinor: sum("creditMinor") };
}
