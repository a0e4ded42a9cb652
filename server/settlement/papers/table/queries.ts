import { csvCell } from "@/server/kernel/csv";
import type { MerchantScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import { requireStatement } from "../../statement/queries";
import { LINE_KINDS } from "../../statement/rules";
import { wordsOf } from "../document";
import { placesOf } from "../queries";
import { languageOfTable } from "../rules";
import type { TablePageInput, TablePartInput } from "../schema";

/** The last entry of a part of a table: the next part begins after it. */
export type TableEnd = { readonly line: number; readonly entry: string };

/**
 * The entries of a statement as lines of its table, a part at a time: PostgreSQL reads along the index that the lines
 * are numbered by and puts the text together, so that a million of them cost about what its own COPY costs.
 * Names come quoted and harmless (G25) from the one place that does this; ids, days and amounts need neither.
 */
const entriesSql = (among: string) => `
  SELECT summed.line_seq, summed.entry_id, line.kind, line.store_id, line.wallet_id, summed.amount_minor,
         entry.occurred_at AT TIME ZONE 'Asia/Tokyo' AS at, entry.reference,
         CASE WHEN entry.kind IN ('payment', 'reversal') THEN entry.reference
              WHEN line.kind = 'refunds' THEN COALESCE(
                (SELECT payment_id FROM refund WHERE refund.id = entry.reference),
                (SELECT payment_id FROM dispute WHERE dispute.id = entry.reference)) END AS payment_id,
         CASE WHEN entry.kind IN ('refund_opened', 'refund_refused') THEN entry.reference END AS refund_id
  FROM summed
  JOIN lines line ON line.seq = summed.line_seq
  JOIN ledger_entry entry ON entry.id = summed.entry_id ${among}
  ORDER BY summed.line_seq, summed.entry_id`;

/** The part is cut along the index before anything is joined: the planner would join the whole statement for each. */
const CUT_SQL = `
  SELECT line_seq, entry_id, amount_minor FROM statement_entry
  WHERE statement_id = $1 AND (line_seq, entry_id) > ($2, $3) ORDER BY line_seq, entry_id`;

/** Of the lines only those of the part: a chain's statement has tens of thousands. */
const LINES_SQL = `
  SELECT seq, kind, store_id, wallet_id FROM statement_line
  WHERE statement_id = $1 AND seq BETWEEN $2 AND (SELECT max(line_seq) FROM summed)`;

/** With the bounds of its ids a part looks into the months that it touches, not for each entry into all of them. */
const AMONG =
  "AND entry.id BETWEEN (SELECT min(entry_id) FROM summed) AND (SELECT max(entry_id) FROM summed)";

/** Where a part ends, found in the index alone. */
const END_SQL = `${CUT_SQL} OFFSET $4 - 1 LIMIT 1`;

/** All entries of a statement by one statement of SQL: what benchmarks copy out. */
export const ALL_ENTRIES_SQL = `WITH summed AS (
    SELECT line_seq, entry_id, amount_minor FROM statement_entry WHERE statement_id = $1
  ), lines AS (
    SELECT seq, kind, store_id, wallet_id FROM statement_line WHERE statement_id = $1
  ) ${entriesSql("")}`;

const TEXT_SQL = `
  WITH summed AS MATERIALIZED (${CUT_SQL} LIMIT $4), lines AS MATERIALIZED (${LINES_SQL}),
    part AS MATERIALIZED (${entriesSql(AMONG)})
  SELECT string_agg(concat(
           kinds.cell, ',"', to_char(at, 'YYYY-MM-DD\\",\\"HH24:MI'), '","', substr(payment_id, 5), '","', refund_id, '",',
           COALESCE(stores.cell, '""'), ',', COALESCE(wallets.cell, '""'), ',', amount_minor, ',"',
           CASE WHEN payment_id IS NULL THEN reference END, E'"\\r\\n'), '' ORDER BY line_seq, entry_id) AS text
  FROM part
  JOIN unnest($5::text[], $6::text[]) AS kinds (id, cell) ON kinds.id = part.kind
  LEFT JOIN unnest($7::text[], $8::text[]) AS stores (id, cell) ON stores.id = part.store_id
  LEFT JOIN unnest($9::text[], $10::text[]) AS wallets (id, cell) ON wallets.id = part.wallet_id`;

/** The end of the part that begins after an entry, or null for the last part. @throws DomainError not_found */
export async function findTableEnd(
  tx: Tx,
  scope: MerchantScope,
  args: TablePartInput,
): Promise<TableEnd | null> {
  await requireStatement(tx, scope, args.statementId);
  const [end] = await sqlOfTx(tx)<{ line_seq: number; entry_id: string }>(END_SQL, [
    args.statementId,
    args.afterLine,
    args.after,
    args.limit,
  ]);
  return end ? { line: end.line_seq, entry: end.entry_id } : null;
}

/** One part of a statement's table as text. @throws DomainError not_found */
export async function readTablePage(tx: Tx, scope: MerchantScope, args: TablePageInput): Promise<string> {
  if (args.afterLine === 0) await requireStatement(tx, scope, args.statementId);
  const { kind } = wordsOf(languageOfTable(args));
  const { stores, wallets } = await placesOf(tx, scope);
  const [row] = await sqlOfTx(tx)<{ text: string | null }>(TEXT_SQL, [
    args.statementId,
    args.afterLine,
    args.after,
    args.limit,
    LINE_KINDS,
    LINE_KINDS.map((known) => csvCell(kind(known))),
    ...cellsOf(stores),
    ...cellsOf(wallets),
  ]);
  return row?.text ?? "";
}

function cellsOf(places: readonly { id: string; name: string }[]): [string[], string[]] {
  return [places.map(({ id }) => id), places.map(({ name }) => csvCell(name))];
}
