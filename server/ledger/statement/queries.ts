import { addDays, type Day, jstDayStartMs } from "@/server/kernel/calendar";
import { idFloor } from "@/server/kernel/ids";
import type { OperatorScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";

/** One movement on an account: positive came in (debit), negative went out (credit). Minor units. */
export type AccountLine = {
  readonly entryId: string;
  readonly seq: number;
  readonly kind: string;
  readonly reference: string;
  readonly businessDayOn: string;
  readonly bookedAt: Date;
  readonly otherAccount: string;
  readonly amountMinor: bigint;
  /** What stood on the account after it. */
  readonly balanceMinor: bigint;
};

export type AccountStatement = {
  readonly openingMinor: bigint;
  readonly lines: readonly AccountLine[];
  readonly next: { readonly entryId: string; readonly seq: number } | null;
};

type Args = {
  readonly account: string;
  readonly fromOn: Day;
  readonly throughOn: Day;
  readonly after?: { readonly entryId: string; readonly seq: number } | undefined;
  readonly limit: number;
};

// The last checkpoint below the place, and what moved between; entries are read by the account's own index.
const BALANCE_BEFORE = `
  WITH checkpoint AS (
    SELECT through_entry_id, balance_minor FROM ledger_checkpoint
    WHERE account = $1 AND currency = 'JPY' AND through_entry_id <= $2 ORDER BY closed_on DESC LIMIT 1
  ), since AS (SELECT coalesce((SELECT through_entry_id FROM checkpoint), '') AS id)
  SELECT (coalesce((SELECT balance_minor FROM checkpoint), 0)
    + coalesce((SELECT sum(amount_minor) FROM ledger_posting WHERE to_account = $1 AND currency = 'JPY'
                  AND entry_id >= (SELECT id FROM since) AND (entry_id, seq) < ($2, $3)), 0)
    - coalesce((SELECT sum(amount_minor) FROM ledger_posting WHERE from_account = $1 AND currency = 'JPY'
                  AND entry_id >= (SELECT id FROM since) AND (entry_id, seq) < ($2, $3)), 0))::bigint AS minor`;

const LINES = `
  WITH moved AS (
    (SELECT entry_id, seq, from_account AS other, amount_minor AS minor FROM ledger_posting
     WHERE to_account = $1 AND currency = 'JPY' AND entry_id < $2 AND (entry_id, seq) > ($3, $4) ORDER BY entry_id, seq LIMIT $5)
    UNION ALL
    (SELECT entry_id, seq, to_account, -amount_minor FROM ledger_posting
     WHERE from_account = $1 AND currency = 'JPY' AND entry_id < $2 AND (entry_id, seq) > ($3, $4) ORDER BY entry_id, seq LIMIT $5)
  )
  SELECT moved.entry_id AS "entryId", moved.seq, e.kind, e.reference, e.business_day_on AS "businessDayOn",
         e.booked_at AS "bookedAt", moved.other AS "otherAccount", moved.minor AS "amountMinor",
         ($6::bigint + sum(moved.minor) OVER (ORDER BY moved.entry_id, moved.seq))::bigint AS "balanceMinor"
  FROM moved JOIN ledger_entry e ON e.id = moved.entry_id ORDER BY moved.entry_id, moved.seq LIMIT $5`;

/**
 * What moved on one account in yen between two days (JST, both included, by the time of booking), page by page, with
 * the balance after each movement.
 */
export async function getAccountStatement(
  tx: Tx,
  _scope: OperatorScope,
  args: Args,
): Promise<AccountStatement> {
  const sql = sqlOfTx(tx);
  const start = { entryId: idFloor("entry", jstDayStartMs(args.fromOn)), seq: -1 };
  const end = idFloor("entry", jstDayStartMs(addDays(args.throughOn, 1)));
  const after = args.after ?? start;
  const before = async (place: { entryId: string; seq: number }) => {
    const [row] = await sql<{ minor: bigint }>(BALANCE_BEFORE, [args.account, place.entryId, place.seq]);
    return row?.minor ?? 0n;
  };
  const openingMinor = await before({ entryId: after.entryId, seq: after.seq + 1 });
  const rows = await sql<AccountLine>(LINES, [
    args.account,
    end,
    after.entryId,
    after.seq,
    args.limit + 1,
    `${openingMinor}`,
  ]);
  const lines = rows.slice(0, args.limit);
  const last = lines.at(-1);
  return {
    openingMinor,
    lines,
    next: rows.length > args.limit && last ? { entryId: last.entryId, seq: last.seq } : null,
  };
}
