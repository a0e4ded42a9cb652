import { DomainError } from "@/server/kernel/errors";
import { sha256Hex } from "@/server/platform/crypto";
import type { Sql } from "@/server/platform/db";
import {
  ACCOUNT_PATTERN,
  contentOf,
  entryHeadSql,
  type NewEntry,
  postingSql,
  requireWellFormed,
} from "./rules";

/** How many entries were new and how many were repeats of entries already booked. */
export type Booked = { readonly booked: number; readonly repeated: number };

/** SHA-256 over the canonical content, as stored in `content_hash`. */
export function contentHash(entry: NewEntry): string {
  return sha256Hex(contentOf(entry));
}

type Hashed = { readonly entry: NewEntry; readonly hash: string };

/** Copies inside one batch are repeats too; other content under one key is refused before the database is asked. */
function distinct(entries: readonly NewEntry[]): Map<string, Hashed> {
  const byKey = new Map<string, Hashed>();
  for (const entry of entries) {
    requireWellFormed(entry);
    const hash = contentHash(entry);
    const known = byKey.get(entry.key);
    if (known && known.hash !== hash) throw new DomainError("idempotency_conflict", { key: entry.key });
    if (!known) byKey.set(entry.key, { entry, hash });
  }
  return byKey;
}

// Keys are claimed in one order everywhere, so that two batches that overlap wait for each other and never deadlock.
const BOOK = `
  WITH given AS (
    SELECT * FROM json_to_recordset($1::json) AS entry(
      id text, key text, hash text, kind text, reference text, tenant_id text, business_day_on text,
      occurred_ms bigint, booked_ms bigint)
  ), claimed AS (
    INSERT INTO ledger_key (key, content_hash, entry_id)
    SELECT key, decode(hash, 'hex'), id FROM given ORDER BY key
    ON CONFLICT (key) DO NOTHING RETURNING key
  ), fresh AS (
    SELECT given.* FROM given JOIN claimed USING (key)
  ), entered AS (
    INSERT INTO ledger_entry (id, tenant_id, kind, reference, business_day_on, occurred_at, booked_at,
                              idempotency_key, content_hash)
    SELECT id, tenant_id, kind, reference, business_day_on, to_timestamp(occurred_ms / 1000.0),
           to_timestamp(booked_ms / 1000.0), key, decode(hash, 'hex') FROM fresh
  ), moved AS (
    INSERT INTO ledger_posting (entry_id, seq, tenant_id, from_account, to_account, amount_minor, currency)
    SELECT fresh.id, move.seq, fresh.tenant_id, move.from_account, move.to_account, move.amount, move.currency
    FROM json_to_recordset($2::json) AS move(
      entry_id text, seq smallint, from_account text, to_account text, amount bigint, currency text)
    JOIN fresh ON fresh.id = move.entry_id
  )
  SELECT given.key FROM given WHERE NOT EXISTS (SELECT 1 FROM claimed WHERE claimed.key = given.key)`;

/**
 * Books entries in one statement inside the caller's transaction. An entry whose key is known with the same content
 * is a repeat and changes nothing; this holds for ever and for copies that arrive at the same time.
 * @throws DomainError idempotency_conflict when a key is known with other content; the caller's transaction must end
 */
export async function bookEntries(sql: Sql, entries: readonly NewEntry[]): Promise<Booked> {
  if (entries.length === 0) return { booked: 0, repeated: 0 };
  const byKey = distinct(entries);
  const hashed = [...byKey.values()];
  const rows = hashed.map(({ entry, hash }) => rowOf(entry, hash));
  const moves = hashed.flatMap(({ entry }) => movesOf(entry));
  // As json and not as jsonb: what is read once need not be sorted and stored first.
  const known = await sql<{ key: string }>(BOOK, [JSON.stringify(rows), JSON.stringify(moves)]);
  await requireSameContent(
    sql,
    byKey,
    known.map((row) => row.key),
  );
  const booked = byKey.size - known.length;
  return { booked, repeated: entries.length - booked };
}

function rowOf(entry: NewEntry, hash: string) {
  return {
    id: entry.id,
    key: entry.key,
    hash,
    kind: entry.kind,
    reference: entry.reference,
    tenant_id: entry.tenantId,
    business_day_on: entry.businessDayOn,
    occurred_ms: entry.occurredAtMs,
    booked_ms: entry.bookedAtMs,
  };
}

function movesOf(entry: NewEntry) {
  return entry.postings.map((posting, seq) => ({
    entry_id: entry.id,
    seq,
    from_account: posting.from,
    to_account: posting.to,
    amount: `${posting.amountMinor}`,
    currency: posting.currency,
  }));
}

/** A statement of its own: the key's row may have been committed after the snapshot of the one that met it. */
async function requireSameContent(
  sql: Sql,
  byKey: ReadonlyMap<string, Hashed>,
  keys: string[],
): Promise<void> {
  if (keys.length === 0) return;
  const stored = await sql<{ key: string; hash: string }>(
    "SELECT key, encode(content_hash, 'hex') AS hash FROM ledger_key WHERE key = ANY($1::text[])",
    [keys],
  );
  for (const row of stored) {
    if (byKey.get(row.key)?.hash !== row.hash)
      throw new DomainError("idempotency_conflict", { key: row.key });
  }
}

/**
 * Opens the staging tables of a set-based run inside its transaction, and lays entries into them. A run that makes
 * its entries in SQL inserts into `staged_entry` and `staged_posting` itself, with the columns of the ledger.
 */
export async function stageEntries(sql: Sql, entries: readonly NewEntry[] = []): Promise<void> {
  await sql(`CREATE TEMP TABLE IF NOT EXISTS staged_entry (
    id text NOT NULL, tenant_id text NOT NULL, kind text NOT NULL, reference text NOT NULL,
    business_day_on text NOT NULL, occurred_at timestamptz(3) NOT NULL, booked_at timestamptz(3) NOT NULL,
    idempotency_key text NOT NULL) ON COMMIT DROP`);
  await sql(`CREATE TEMP TABLE IF NOT EXISTS staged_posting (
    entry_id text NOT NULL, seq smallint NOT NULL, tenant_id text NOT NULL, from_account text NOT NULL,
    to_account text NOT NULL, amount_minor bigint NOT NULL, currency text NOT NULL) ON COMMIT DROP`);
  if (entries.length === 0) return;
  for (const entry of entries) requireWellFormed(entry);
  // Columns as arrays: for a bulk load they are read several times as fast as rows of JSON.
  await sql(
    `INSERT INTO staged_entry
     SELECT id, tenant_id, kind, reference, business_day_on, to_timestamp(occurred_ms / 1000.0),
            to_timestamp(booked_ms / 1000.0), key
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::text[])
       AS entry(id, tenant_id, kind, reference, business_day_on, occurred_ms, booked_ms, key)`,
    [
      entries.map((entry) => entry.id),
      entries.map((entry) => entry.tenantId),
      entries.map((entry) => entry.kind),
      entries.map((entry) => entry.reference),
      entries.map((entry) => entry.businessDayOn),
      entries.map((entry) => entry.occurredAtMs),
      entries.map((entry) => entry.bookedAtMs),
      entries.map((entry) => entry.key),
    ],
  );
  await stagePostings(sql, entries);
}

async function stagePostings(sql: Sql, entries: readonly NewEntry[]): Promise<void> {
  const moves = entries.flatMap(({ id, tenantId, postings }) =>
    postings.map((posting, seq) => ({ id, tenantId, seq, ...posting })),
  );
  await sql(
    `INSERT INTO staged_posting
     SELECT * FROM unnest($1::text[], $2::smallint[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[])`,
    [
      moves.map((move) => move.id),
      moves.map((move) => move.seq),
      moves.map((move) => move.tenantId),
      moves.map((move) => move.from),
      moves.map((move) => move.to),
      moves.map((move) => `${move.amountMinor}`),
      moves.map((move) => move.currency),
    ],
  );
}

/**
 * Books what is staged, in statements whose number does not depend on the number of entries, and empties the stage.
 * @throws DomainError idempotency_conflict, RangeError when the stage holds what `bookEntries` would refuse
 */
export async function bookStaged(sql: Sql): Promise<Booked> {
  await requireStageWellFormed(sql);
  await sql(HASH_STAGE);
  await sql("ANALYZE staged_hash");
  const [counted] = await sql<{ staged: number; booked: number }>(BOOK_STAGE);
  const [conflict] = await sql<{ key: string }>(
    `SELECT staged.key FROM staged_hash AS staged JOIN ledger_key AS known USING (key)
     WHERE known.content_hash <> staged.content_hash LIMIT 1`,
  );
  if (conflict) throw new DomainError("idempotency_conflict", { key: conflict.key });
  await sql("TRUNCATE staged_entry, staged_posting");
  await sql("DROP TABLE staged_hash");
  const { staged, booked } = counted ?? { staged: 0, booked: 0 };
  return { booked, repeated: staged - booked };
}

const HASH_STAGE = `
  CREATE TEMP TABLE staged_hash ON COMMIT DROP AS
  SELECT entry.idempotency_key AS key, entry.id,
         sha256(convert_to(${entryHeadSql("entry")} || moved.moves, 'UTF8')) AS content_hash
  FROM staged_entry AS entry
  JOIN (SELECT entry_id, string_agg(${postingSql("posting")}, '' ORDER BY seq) AS moves
        FROM staged_posting AS posting GROUP BY entry_id) AS moved ON moved.entry_id = entry.id`;

const BOOK_STAGE = `
  WITH claimed AS (
    INSERT INTO ledger_key (key, content_hash, entry_id)
    SELECT key, content_hash, id FROM staged_hash ORDER BY key
    ON CONFLICT (key) DO NOTHING RETURNING entry_id AS id, content_hash
  ), entered AS (
    INSERT INTO ledger_entry (id, tenant_id, kind, reference, business_day_on, occurred_at, booked_at,
                              idempotency_key, content_hash)
    SELECT id, tenant_id, kind, reference, business_day_on, occurred_at, booked_at, idempotency_key, content_hash
    FROM staged_entry JOIN claimed USING (id)
  ), moved AS (
    INSERT INTO ledger_posting (entry_id, seq, tenant_id, from_account, to_account, amount_minor, currency)
    SELECT entry_id, seq, tenant_id, from_account, to_account, amount_minor, currency
    FROM staged_posting JOIN claimed ON claimed.id = staged_posting.entry_id
  )
  SELECT (SELECT count(*) FROM staged_hash)::int AS staged, (SELECT count(*) FROM claimed)::int AS booked`;

async function requireStageWellFormed(sql: Sql): Promise<void> {
  await sql("ANALYZE staged_entry, staged_posting");
  const [fault] = await sql<{ fault: string }>(
    `WITH used AS MATERIALIZED (
       SELECT tenant_id, from_account AS account FROM staged_posting
       UNION SELECT tenant_id, to_account FROM staged_posting
     )
     SELECT 'two entries with one key' AS fault FROM staged_entry GROUP BY idempotency_key HAVING count(*) > 1
     UNION ALL SELECT 'two entries with one id' FROM staged_entry GROUP BY id HAVING count(*) > 1
     UNION ALL SELECT 'an entry without postings' FROM staged_entry AS entry
       WHERE NOT EXISTS (SELECT 1 FROM staged_posting AS posting WHERE posting.entry_id = entry.id)
     UNION ALL SELECT 'a posting that is not its entry''s' FROM staged_posting AS posting
       LEFT JOIN staged_entry AS entry ON entry.id = posting.entry_id
       WHERE entry.tenant_id IS DISTINCT FROM posting.tenant_id
     UNION ALL SELECT 'a posting to ' || account FROM used
       WHERE account !~ $1 OR (account LIKE 'merchant:%' AND split_part(account, ':', 2) <> tenant_id)
     LIMIT 1`,
    [ACCOUNT_PATTERN],
  );
  if (fault) throw new RangeError(`the stage holds ${fault.fault}`);
}
