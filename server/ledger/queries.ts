import { type Currency, isCurrency } from "@/server/kernel/money";
import type { Sql } from "@/server/platform/db";
import { type Account, isAccount, type NewPosting } from "./rules";

/**
 * A balance is what came into an account minus what went out of it (debits minus credits), in the minor unit. What
 * we owe a merchant therefore stands as a negative balance of `merchant:M:payable`; `owedTo` turns it round.
 */
export type Balance = {
  readonly account: string;
  readonly currency: string;
  readonly balanceMinor: bigint;
};

type Range = { readonly from: string; readonly before: string };

// A checkpoint covers every posting below its bound, and one of a later day covers those of all earlier days. So the
// latest bound in sight divides what the checkpoints have summed from what is still to be summed.
const BALANCES = `
  WITH checkpoint AS (
    SELECT account, currency, closed_on, through_entry_id, balance_minor FROM ledger_checkpoint
    WHERE account >= $1 AND account < $2
  ), bound AS (
    SELECT coalesce(max(through_entry_id), '') AS id FROM checkpoint
  ), leg AS (
    SELECT * FROM (SELECT DISTINCT ON (account, currency) account, currency::text, balance_minor::numeric AS minor
                   FROM checkpoint ORDER BY account, currency, closed_on DESC) AS latest
    UNION ALL
    SELECT to_account, currency::text, sum(amount_minor) FROM ledger_posting
    WHERE to_account >= $1 AND to_account < $2 AND entry_id >= (SELECT id FROM bound) GROUP BY 1, 2
    UNION ALL
    SELECT from_account, currency::text, -sum(amount_minor) FROM ledger_posting
    WHERE from_account >= $1 AND from_account < $2 AND entry_id >= (SELECT id FROM bound) GROUP BY 1, 2
  )
  SELECT account, currency, sum(minor)::bigint AS "balanceMinor" FROM leg GROUP BY account, currency
  ORDER BY account, currency`;

function listBalances(sql: Sql, range: Range): Promise<Balance[]> {
  return sql<Balance>(BALANCES, [range.from, range.before]);
}

/** Balances of every account whose name begins with the prefix, such as `merchant:mer_…:payable:`. */
export function balancesByPrefix(sql: Sql, prefix: string): Promise<Balance[]> {
  // "~" sorts after every character of the grammar.
  return listBalances(sql, { from: prefix, before: `${prefix}~` });
}

/** Balance of one account, debits minus credits; zero when nothing was ever posted. */
export async function balanceOf(sql: Sql, account: Account, currency: Currency = "JPY"): Promise<bigint> {
  const balances = await listBalances(sql, { from: account, before: `${account} ` });
  return balances.find((balance) => balance.currency === currency)?.balanceMinor ?? 0n;
}

/** What we owe on an account that normally stands in credit: payable, reserve, payouts in transit, reversals due. */
export async function owedOn(sql: Sql, account: Account, currency: Currency = "JPY"): Promise<bigint> {
  return -(await balanceOf(sql, account, currency));
}

/** The postings of the entry that a key booked, in their order; none when it booked nothing. */
export async function listPostingsOfKey(sql: Sql, key: string): Promise<NewPosting[]> {
  const rows = await sql<{
    from_account: string;
    to_account: string;
    amount_minor: bigint;
    currency: string;
  }>(
    `SELECT p.from_account, p.to_account, p.amount_minor, p.currency::text FROM ledger_key k
     JOIN ledger_posting p ON p.entry_id = k.entry_id WHERE k.key = $1 ORDER BY p.seq`,
    [key],
  );
  return rows.flatMap(({ from_account: from, to_account: to, amount_minor: amountMinor, currency }) =>
    isAccount(from) && isAccount(to) && isCurrency(currency) ? [{ from, to, amountMinor, currency }] : [],
  );
}

/**
 * A fingerprint of all balances (SHA-256, hexadecimal), summed from the postings and not from checkpoints: two books
 * that saw the same events in another order have the same one.
 */
export async function balancesFingerprint(sql: Sql): Promise<string> {
  const [row] = await sql<{ fingerprint: string }>(
    `WITH leg AS (
       SELECT to_account AS account, currency::text, amount_minor AS minor FROM ledger_posting
       UNION ALL SELECT from_account, currency::text, -amount_minor FROM ledger_posting
     ), balance AS (
       SELECT account, currency, sum(minor) AS minor FROM leg GROUP BY account, currency HAVING sum(minor) <> 0
     )
     SELECT encode(sha256(convert_to(coalesce(
       string_agg(account || ' ' || currency || ' ' || minor, E'\\n' ORDER BY account, currency), ''), 'UTF8')), 'hex')
       AS fingerprint FROM balance`,
  );
  return row?.fingerprint ?? "";
}
