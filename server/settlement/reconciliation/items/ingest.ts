import { listPostingsOfKey } from "@/server/ledger/queries";
import type { Sql } from "@/server/platform/db";
import { book, type ReconciliationDeps } from "../commands";
import { reversed } from "../rules";
import { writeOffKey } from "./rules";

const FIGURES = [
  "own_wallet_id",
  "reported_wallet_id",
  "own_minor",
  "reported_minor",
  "own_fee_minor",
  "reported_fee_minor",
];
const figuresOf = (of: string) => `(${FIGURES.map((name) => `${of}.${name}`).join(", ")})`;
const IS_SAME = `${figuresOf("item")} IS NOT DISTINCT FROM ${figuresOf("found")} AND item.fields = found.fields`;

/**
 * Opens the temporary tables of one look: what differs goes into `found`, the subjects that the look would have found
 * again go into `looked_at`.
 */
export async function openFound(sql: Sql): Promise<void> {
  await sql(`CREATE TEMP TABLE found (
    subject_key text NOT NULL, fields text[] NOT NULL, clearing_on text NOT NULL, report_id text, row int, type text,
    network_id text, own_id text, merchant_id text, own_wallet_id text, reported_wallet_id text,
    own_minor bigint NOT NULL, reported_minor bigint NOT NULL, own_fee_minor bigint NOT NULL,
    reported_fee_minor bigint NOT NULL, detail text NOT NULL) ON COMMIT DROP`);
  await sql("CREATE TEMP TABLE looked_at (subject_key text NOT NULL) ON COMMIT DROP");
}

/**
 * Turns what lies in `found` into items, and empties it. What is known and unchanged stays as people have left it, what
 * changed is open again, and what was looked at and not found any more is gone; a write-off that no longer fits is
 * booked back.
 */
export async function raiseFound(sql: Sql, deps: ReconciliationDeps): Promise<void> {
  await sql("ANALYZE found, looked_at");
  await undoWriteOffs(sql, deps);
  await sql(
    `INSERT INTO reconciliation_item AS item (id, subject_key, kind, fields, clearing_on, report_id, row, type, network_id,
       own_id, merchant_id, own_wallet_id, reported_wallet_id, own_minor, reported_minor, own_fee_minor,
       reported_fee_minor, detail, state, raised_at)
     SELECT ${NEW_ID}, subject_key, fields[1], fields, clearing_on, report_id, row, type, network_id, own_id, merchant_id,
            own_wallet_id, reported_wallet_id, own_minor, reported_minor, own_fee_minor, reported_fee_minor, detail, 'open',
            to_timestamp($1::float8 / 1000)
     FROM found ORDER BY row NULLS LAST, subject_key
     ON CONFLICT (subject_key) DO UPDATE SET
       kind = EXCLUDED.kind, fields = EXCLUDED.fields, clearing_on = EXCLUDED.clearing_on, report_id = EXCLUDED.report_id,
       row = EXCLUDED.row, own_id = EXCLUDED.own_id, merchant_id = EXCLUDED.merchant_id,
       own_wallet_id = EXCLUDED.own_wallet_id, reported_wallet_id = EXCLUDED.reported_wallet_id,
       own_minor = EXCLUDED.own_minor, reported_minor = EXCLUDED.reported_minor, own_fee_minor = EXCLUDED.own_fee_minor,
       reported_fee_minor = EXCLUDED.reported_fee_minor, detail = EXCLUDED.detail, ${REOPEN}
     WHERE NOT (${IS_SAME.replaceAll("found.", "EXCLUDED.")}) OR item.outcome = 'gone'
        OR item.report_id IS DISTINCT FROM EXCLUDED.report_id`,
    [deps.now],
  );
  await sql(
    `UPDATE reconciliation_item AS item SET state = 'resolved', outcome = 'gone', resolved_at = to_timestamp($1::float8 / 1000),
            proposed_by = NULL, proposed_at = NULL, resolved_by = NULL
     FROM looked_at WHERE looked_at.subject_key = item.subject_key AND item.state <> 'resolved'
       AND NOT EXISTS (SELECT 1 FROM found WHERE found.subject_key = item.subject_key)`,
    [deps.now],
  );
  await sql("DROP TABLE found, looked_at");
}

// Ids as the product mints them: the time, and randomness from what the item is about.
const NEW_ID = `'rci_' || id_time(to_timestamp($1::float8 / 1000)) || left(encode(sha256(convert_to(subject_key, 'UTF8')), 'hex'), 12)`;

// A new edition may say the same again: then a person's decision stands, though the row lies elsewhere now.
const KEEPS = `(${IS_SAME.replaceAll("found.", "EXCLUDED.")}) AND item.outcome IS DISTINCT FROM 'gone'`;
const REOPEN = [
  `state = CASE WHEN ${KEEPS} THEN item.state ELSE 'open' END`,
  ...["outcome", "proposed_by", "proposed_at", "resolved_by", "resolved_at"].map(
    (column) => `${column} = CASE WHEN ${KEEPS} THEN item.${column} END`,
  ),
].join(", ");

async function undoWriteOffs(sql: Sql, deps: ReconciliationDeps): Promise<void> {
  const outdated = await sql<{ id: string; proposed_ms: number }>(
    `SELECT item.id, (extract(epoch FROM item.proposed_at) * 1000)::float8 AS proposed_ms
     FROM reconciliation_item item LEFT JOIN found ON found.subject_key = item.subject_key
     WHERE item.state = 'resolved' AND item.outcome = 'written_off'
       AND (item.subject_key IN (SELECT subject_key FROM looked_at) OR found.subject_key IS NOT NULL)
       AND (found.subject_key IS NULL OR NOT (${IS_SAME}))
     ORDER BY item.id FOR UPDATE OF item`,
  );
  if (outdated.length === 0) return;
  for (const { id, proposed_ms: proposedAtMs } of outdated)
    await undoWriteOff(sql, deps, { id, proposedAtMs });
  await sql(
    `UPDATE reconciliation_item SET outcome = 'gone', note = '', proposed_by = NULL, proposed_at = NULL WHERE id = ANY($1::text[])`,
    [outdated.map(({ id }) => id)],
  );
}

/** Books a write-off back. */
export async function undoWriteOff(
  sql: Sql,
  deps: ReconciliationDeps,
  item: { readonly id: string; readonly proposedAtMs: number },
): Promise<void> {
  const key = writeOffKey(item);
  const postings = await listPostingsOfKey(sql, key);
  await book(sql, deps, {
    key: `${key}:undone`,
    kind: "correction",
    reference: item.id,
    postings: reversed(postings),
  });
}
