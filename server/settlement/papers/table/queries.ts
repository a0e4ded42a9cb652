import { csvCell } from "@/server/kernel/csv";
import type { MerchantScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import { requireStatement } from "../../statement/queries";
import { LINE_KINDS } from "../../statement/rules";
import { wordsOf } from "../document";
import { placesOf } from "../queries";
import { languageOfTable } from "../rules";
import type { TablePageInput } from "../schema";

/** A part of a table as text, and the entry that the next part begins after. */
export type TablePage = {
  readonly text: string;
  readonly next: { readonly line: number; readonly entry: string } | null;
};

type PageRow = {
  readonly text: string | null;
  readonly count: number;
  readonly line: number | null;
  readonly entry: string | null;
};

/**
 * The entries of a statement as lines of its table, a part at a time: PostgreSQL reads along the index that the lines
 * are numbered by and puts the text together, so that a million of them cost about what its own COPY costs.
 * Names come quoted and harmless (G25) from the one place that does this; ids, days and amounts need neither.
 */
const ENTRIES_SQL = `
  SELECT summed.line_seq, summed.entry_id, line.kind, line.store_id, line.wallet_id, summed.amount_minor,
         entry.occurred_at AT TIME ZONE 'Asia/Tokyo' AS at, entry.reference,
         CASE WHEN entry.kind IN ('payment', 'reversal') THEN entry.reference
              WHEN line.kind = 'refunds' THEN COALESCE(
                (SELECT payment_id FROM refund WHERE refund.id = entry.reference),
                (SELECT payment_id FROM dispute WHERE dispute.id = entry.reference)) END AS payment_id,
         CASE WHEN entry.kind IN ('refund_opened', 'refund_refused') THEN entry.reference END AS refund_id
  FROM summed
  JOIN statement_line line ON line.statement_id = summed.statement_id AND line.seq = summed.line_seq
  JOIN ledger_entry entry ON entry.id = summed.entry_id
  ORDER BY summed.line_seq, summed.entry_id`;

/** The part is cut along the index before anything is joined: the planner would join the whole statement for each. */
const CUT_SQL = `
  SELECT statement_id, line_seq, entry_id, amount_minor FROM statement_entry
  WHERE statement_id = $1 AND (line_seq, entry_id) > ($2, $3) ORDER BY line_seq, entry_id`;

/** All entries of a statement by one statement of SQL: what benchmarks copy out. */
export const ALL_ENTRIES_SQL = `WITH summed AS (
  SELECT statement_id, line_seq, entry_id, amount_minor FROM statement_entry WHERE statement_id = $1) ${ENTRIES_SQL}`;

const TEXT_SQL = `
  WITH summed AS MATERIALIZED (${CUT_SQL} LIMIT $4), part AS MATERIALIZED (${ENTRIES_SQL})
  SELECT string_agg(concat(
           kinds.cell, ',"', to_char(at, 'YYYY-MM-DD\\",\\"HH24:MI'), '","', substr(payment_id, 5), '","', refund_id, '",',
           COALESCE(stores.cell, '""'), ',', COALESCE(wallets.cell, '""'), ',', amount_minor, ',"',
           CASE WHEN payment_id IS NULL THEN reference END, E'"\\r\\n'), '' ORDER BY line_seq, entry_id) AS text,
         count(*)::int AS count,
         (SELECT line_seq FROM part ORDER BY line_seq DESC, entry_id DESC LIMIT 1) AS line,
         (SELECT entry_id FROM part ORDER BY line_seq DESC, entry_id DESC LIMIT 1) AS entry
  FROM part
  JOIN unnest($5::text[], $6::text[]) AS kinds (id, cell) ON kinds.id = part.kind
  LEFT JOIN unnest($7::text[], $8::text[]) AS stores (id, cell) ON stores.id = part.store_id
  LEFT JOIN unnest($9::text[], $10::text[]) AS wallets (id, cell) ON wallets.id = part.wallet_id`;

/** One part of a statement's table. @throws DomainError not_found */
export async function readTablePage(tx: Tx, scope: MerchantScope, args: TablePageInput): Promise<TablePage> {
  if (args.afterLine === 0) await requireStatement(tx, scope, args.statementId);
  const { kind } = wordsOf(languageOfTable(args));
  const { stores, wallets } = await placesOf(tx, scope);
  const [row] = await sqlOfTx(tx)<PageRow>(TEXT_SQL, [
    args.statementId,
    args.afterLine,
    args.after,
    args.limit,
    LINE_KINDS,
    LINE_KINDS.map((known) => csvCell(kind(known))),
    ...cellsOf(stores),
    ...cellsOf(wallets),
  ]);
  const isFull = row !== undefined && row.count === args.limit && row.line !== null && row.entry !== null;
  return { text: row?.text ?? "", next: isFull ? { line: row.line, entry: row.entry } : null };
}

function cellsOf(places: readonly { id: string; name: string }[]): [string[], string[]] {
  return [places.map(({ id }) => id), places.map(({ name }) => csvCell(name))];
}
