import { createHash } from "node:crypto";
import { DomainError } from "@/server/kernel/errors";
import type { Sql } from "@/server/platform/db";
import { contentOf, type NewEntry, requireWellFormed } from "./rules";

/** How many entries were new and how many were repeats of entries already booked. */
export type Booked = { readonly booked: number; readonly repeated: number };

/** SHA-256 over the canonical content, as stored in `content_hash`. */
export function contentHash(entry: NewEntry): string {
  return createHash("sha256").update(contentOf(entry)).digest("hex");
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
    SELECT * FROM jsonb_to_recordset($1::text::jsonb) AS entry(
      id text, key text, hash text, kind text, reference text, tenant_id text, business_day_on text,
      occurred_ms bigint, booked_ms bigint, postings jsonb)
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
    SELECT fresh.id, (move.ordinality - 1)::smallint, fresh.tenant_id, move.value->>'from', move.value->>'to',
           (move.value->>'amount')::bigint, move.value->>'currency'
    FROM fresh, jsonb_array_elements(fresh.postings) WITH ORDINALITY AS move
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
  const rows = [...byKey.values()].map(({ entry, hash }) => rowOf(entry, hash));
  const known = await sql<{ key: string }>(BOOK, [JSON.stringify(rows)]);
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
    postings: entry.postings.map((posting) => ({
      from: posting.from,
      to: posting.to,
      amount: `${posting.amountMinor}`,
      currency: posting.currency,
    })),
  };
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
