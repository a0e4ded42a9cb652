import { DomainError } from "@/server/kernel/errors";
import type { MerchantScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import { requireStatement } from "../queries";
import { isLineKind, type LineKind } from "../rules";
import type { StatementEntriesInput, StatementLinesInput, StatementStoresInput } from "./schema";

type LineRow = {
  readonly seq: number;
  readonly kind: string;
  readonly dayOn: string | null;
  readonly storeId: string | null;
  readonly storeName: string | null;
  readonly walletId: string | null;
  readonly walletName: string | null;
  readonly count: number;
  readonly amountMinor: bigint;
};

const LINE = `line.seq, line.kind, line.day_on AS "dayOn", line.store_id AS "storeId", store.name AS "storeName",
  line.wallet_id AS "walletId", wallet.name AS "walletName", line.count, line.amount_minor AS "amountMinor"
  FROM statement_line line
  LEFT JOIN store ON store.id = line.store_id
  LEFT JOIN wallet ON wallet.id = line.wallet_id
  WHERE line.statement_id = $1`;

/** A page of a statement's lines by their numbers: by kind, then day, store and wallet. @throws DomainError not_found */
export async function listLines(tx: Tx, scope: MerchantScope, args: StatementLinesInput) {
  await requireStatement(tx, scope, args.statementId);
  const rows = await sqlOfTx(tx)<LineRow>(
    `SELECT ${LINE} AND line.seq > $2 AND ($3::text IS NULL OR line.kind = $3) AND ($4::text IS NULL OR line.store_id = $4)
       AND ($5::text IS NULL OR line.wallet_id = $5) AND ($6::text IS NULL OR line.day_on = $6)
     ORDER BY line.seq LIMIT $7`,
    [
      args.statementId,
      args.afterLine ?? 0,
      args.kind ?? null,
      args.storeId ?? null,
      args.walletId ?? null,
      args.dayOn ?? null,
      args.limit + 1,
    ],
  );
  const lines = rows.slice(0, args.limit);
  return { lines, next: rows.length > args.limit ? (lines.at(-1)?.seq ?? null) : null };
}

/** One line with the entries that it sums, oldest first, each with its payment. @throws DomainError not_found */
export async function listEntries(tx: Tx, scope: MerchantScope, args: StatementEntriesInput) {
  await requireStatement(tx, scope, args.statementId);
  const sql = sqlOfTx(tx);
  const [line] = await sql<LineRow>(`SELECT ${LINE} AND line.seq = $2`, [args.statementId, args.line]);
  if (!line) throw new DomainError("not_found");
  const rows = await sql<EntryRow>(
    `SELECT summed.entry_id AS "entryId", summed.amount_minor AS "amountMinor", entry.occurred_at AS "occurredAt",
            CASE WHEN entry.kind IN ('payment', 'reversal') THEN entry.reference
                 WHEN $4 = 'refunds' THEN COALESCE(
                   (SELECT payment_id FROM refund WHERE refund.id = entry.reference),
                   (SELECT payment_id FROM dispute WHERE dispute.id = entry.reference)) END AS "paymentId"
     FROM statement_entry summed JOIN ledger_entry entry ON entry.id = summed.entry_id
     WHERE summed.statement_id = $1 AND summed.line_seq = $2 AND summed.entry_id > $3
     ORDER BY summed.entry_id LIMIT $5`,
    [args.statementId, args.line, args.after ?? "", line.kind, args.limit + 1],
  );
  const entries = rows.slice(0, args.limit);
  return {
    line: { ...line, kind: kindOf(line.kind) },
    entries,
    next: rows.length > args.limit ? (entries.at(-1)?.entryId ?? null) : null,
  };
}

type EntryRow = {
  readonly entryId: string;
  readonly amountMinor: bigint;
  readonly occurredAt: Date;
  readonly paymentId: string | null;
};
export type StatementEntry = Awaited<ReturnType<typeof listEntries>>["entries"][number];

function kindOf(kind: string): LineKind {
  return isLineKind(kind) ? kind : "adjustments";
}

type Sum = {
  readonly salesMinor: bigint;
  readonly refundsMinor: bigint;
  readonly salesCount: number;
};
/** What stood there in the period before, sales less refunds; null when there was none, or nothing of it. */
type Before = { readonly beforeMinor: bigint | null };
type SumRow = Sum &
  Before & {
    readonly storeId: string | null;
    readonly storeName: string | null;
    readonly walletId: string | null;
    readonly walletName: string | null;
    readonly dayOn: string | null;
    readonly of: number;
  };

const SUMS = `COALESCE(sum(amount_minor) FILTER (WHERE kind = 'sales'), 0)::bigint AS "salesMinor",
  COALESCE(-sum(amount_minor) FILTER (WHERE kind = 'refunds'), 0)::bigint AS "refundsMinor",
  COALESCE(sum(count) FILTER (WHERE kind = 'sales'), 0)::int AS "salesCount"`;

/** The statement before another one of the same payout group. */
const PREVIOUS = `SELECT previous.id FROM statement previous JOIN statement shown ON shown.id = $1
  WHERE previous.payout_group_id = shown.payout_group_id AND previous.through_on < shown.through_on
  ORDER BY previous.through_on DESC LIMIT 1`;

/** Sales less refunds of the period before, by a column of its lines. */
const before = (column: "store_id" | "wallet_id") =>
  `(SELECT ${column}, sum(amount_minor)::bigint AS minor FROM statement_line
    WHERE statement_id = (${PREVIOUS}) AND kind IN ('sales', 'refunds') GROUP BY ${column}) earlier`;

/** What stands on a day, of a store or through a wallet: the lines of a statement, summed once in three ways. */
export async function getBreakdown(tx: Tx, scope: MerchantScope, args: { statementId: string }) {
  await requireStatement(tx, scope, args.statementId);
  const rows = await sqlOfTx(tx)<SumRow>(
    `SELECT summed.*, wallet.name AS "walletName", earlier.minor AS "beforeMinor"
     FROM (SELECT store_id AS "storeId", wallet_id AS "walletId", day_on AS "dayOn",
                  grouping(store_id, wallet_id, day_on) AS of, ${SUMS}
           FROM statement_line WHERE statement_id = $1 AND kind IN ('sales', 'refunds')
           GROUP BY GROUPING SETS ((store_id), (wallet_id), (day_on))) summed
     LEFT JOIN wallet ON wallet.id = "walletId"
     LEFT JOIN ${before("wallet_id")} ON earlier.wallet_id = "walletId"
     ORDER BY "dayOn", "salesMinor" DESC`,
    [args.statementId],
  );
  // A bit is set for each column that is not grouped by: day 110, wallet 101, store 011.
  return {
    days: rows.flatMap(({ of, dayOn, ...sum }) =>
      of === 0b110 && dayOn !== null ? [{ dayOn, ...sum, beforeMinor: null }] : [],
    ),
    wallets: rows.flatMap(({ of, walletId, ...sum }) =>
      of === 0b101 && walletId !== null ? [{ walletId, ...sum }] : [],
    ),
    stores: rows.filter(({ of, storeId }) => of === 0b011 && storeId !== null).length,
  };
}

/** A page of the stores of a statement with what they sold, the largest first. @throws DomainError not_found */
export async function listStoreSums(tx: Tx, scope: MerchantScope, args: StatementStoresInput) {
  await requireStatement(tx, scope, args.statementId);
  const rows = await sqlOfTx(tx)<Sum & Before & { storeId: string; storeName: string }>(
    `SELECT summed.*, store.name AS "storeName", earlier.minor AS "beforeMinor"
     FROM (SELECT store_id AS "storeId", ${SUMS} FROM statement_line
           WHERE statement_id = $1 AND kind IN ('sales', 'refunds') GROUP BY store_id) summed
     JOIN store ON store.id = "storeId"
     LEFT JOIN ${before("store_id")} ON earlier.store_id = "storeId"
     WHERE $2::bigint IS NULL OR ("salesMinor", "storeId") < ($2, $3)
     ORDER BY "salesMinor" DESC, "storeId" DESC LIMIT $4`,
    [args.statementId, args.afterMinor ?? null, args.afterStore ?? "", args.limit + 1],
  );
  const stores = rows.slice(0, args.limit);
  const last = stores.at(-1);
  return {
    stores,
    next: rows.length > args.limit && last ? { minor: last.salesMinor, store: last.storeId } : null,
  };
}
