import { type Sql, transactSql } from "@/server/platform/db";
import { appendAnchors, readAnchors } from "../gateway";

const SEALING_LOCK = 7_713;
/** Events that one seal covers at most. */
const SEAL_SIZE = 10_000;

/** What one run of the sealer did. */
export type Sealed = { readonly seals: number; readonly events: number };

/**
 * Chains the committed events that no seal covers yet, and anchors the heads in a file outside of the database. One
 * sealer runs at a time; the others find the lock taken and leave. A head whose anchoring was cut short by a crash is
 * anchored by the next run.
 * @param deps `now` in epoch milliseconds of business time
 */
export async function sealAudit(deps: { readonly now: number }, anchorFile: string): Promise<Sealed> {
  let seals = 0;
  let events = 0;
  for (;;) {
    const sealed = await transactSql("jobs", (sql) => sealNext(sql, deps.now));
    await anchorHeads(anchorFile);
    if (sealed === 0) return { seals, events };
    seals += 1;
    events += sealed;
  }
}

async function sealNext(sql: Sql, nowMs: number): Promise<number> {
  if (!(await isOnlySealer(sql))) return 0;
  const [row] = await sql<{ events: number }>(SEAL, [SEAL_SIZE, nowMs]);
  return row?.events ?? 0;
}

async function isOnlySealer(sql: Sql): Promise<boolean> {
  const [lock] = await sql<{ taken: boolean }>("SELECT pg_try_advisory_xact_lock($1) AS taken", [
    SEALING_LOCK,
  ]);
  return lock?.taken === true;
}

// The hash of a seal runs over the previous seal's hash and the row hashes of its events in order. The first seal
// follows 32 zero bytes.
const SEAL = `
  WITH head AS (
    SELECT coalesce(max(seq), 0) AS seq FROM audit_seal
  ), previous AS (
    SELECT head.seq + 1 AS next_seq,
           coalesce((SELECT seal_hash FROM audit_seal WHERE audit_seal.seq = head.seq), decode(repeat('00', 32), 'hex')) AS hash
    FROM head
  ), taken AS (
    SELECT event_id FROM audit_pending ORDER BY event_id LIMIT $1
  ), covered AS (
    SELECT event.id, event.row_hash, row_number() OVER (ORDER BY event.id) - 1 AS position
    FROM taken JOIN audit_event AS event ON event.id = taken.event_id
  ), sealed AS (
    INSERT INTO audit_seal (seq, previous_hash, seal_hash, events, sealed_at)
    SELECT previous.next_seq, previous.hash,
           sha256(previous.hash || string_agg(covered.row_hash, ''::bytea ORDER BY covered.position)),
           count(*), to_timestamp($2::bigint / 1000.0)
    FROM previous, covered GROUP BY previous.next_seq, previous.hash
    RETURNING seq
  ), linked AS (
    INSERT INTO audit_sealed_event (event_id, seal_seq, position)
    SELECT covered.id, sealed.seq, covered.position FROM covered, sealed
  ), cleared AS (
    DELETE FROM audit_pending USING covered WHERE audit_pending.event_id = covered.id
  )
  SELECT count(*)::int AS events FROM covered`;

/** Anchors every seal that the file does not have yet, under the sealer's lock so that lines keep their order. */
async function anchorHeads(file: string): Promise<void> {
  await transactSql("jobs", async (sql) => {
    if (!(await isOnlySealer(sql))) return;
    const last = lastAnchored(file);
    const heads = await sql<{ seq: bigint; sealHash: string }>(
      `SELECT seq, encode(seal_hash, 'hex') AS "sealHash" FROM audit_seal WHERE seq > $1 ORDER BY seq`,
      [last],
    );
    await appendAnchors(file, heads);
    const head = heads.at(-1);
    if (head) anchored.set(file, head.seq);
  });
}

// The sealer runs every second and the file only grows: its end is remembered rather than read each time.
const anchored = new Map<string, bigint>();

function lastAnchored(file: string): bigint {
  const known = anchored.get(file) ?? readAnchors(file).at(-1)?.seq ?? 0n;
  anchored.set(file, known);
  return known;
}
