import type { Sql } from "@/server/platform/db";
import type { Anchor } from "../gateway";
import { auditContentSql } from "../rules";

/** The answer of `audit verify`. */
export type AuditReport = {
  readonly ok: boolean;
  /** Events in the log, and how many of them a seal covers. */
  readonly rows: number;
  readonly sealed: number;
  /** Id of the first event that is not as it was written, or `seal:12`, or null. */
  readonly firstBroken: string | null;
  /** What is wrong with it. */
  readonly problem: string | null;
};

type Finding = { readonly subject: string; readonly problem: string };

/**
 * Hashes every row again, follows the chain from its first seal to its head and compares it with the anchored heads.
 * A changed, deleted, reordered, inserted or cut-off event is found; the earliest one is named.
 */
export async function verifyAudit(sql: Sql, anchors: readonly Anchor[]): Promise<AuditReport> {
  await sql("SET LOCAL work_mem = '128MB'");
  const [counts] = await sql<{ rows: number; sealed: number }>(
    `SELECT (SELECT count(*) FROM audit_event)::int AS rows,
            (SELECT count(*) FROM audit_event JOIN audit_sealed_event ON event_id = id)::int AS sealed`,
  );
  const finding =
    (await findBrokenEvent(sql)) ??
    (await findBrokenSeal(sql)) ??
    (await findUncoveredEvent(sql)) ??
    (await findCutTail(sql, anchors));
  return {
    ok: finding === undefined,
    rows: counts?.rows ?? 0,
    sealed: counts?.sealed ?? 0,
    firstBroken: finding?.subject ?? null,
    problem: finding?.problem ?? null,
  };
}

/** Rows whose content differs from their hash, and sealed or pending ids without a row, in the order of the chain. */
async function findBrokenEvent(sql: Sql): Promise<Finding | undefined> {
  const [found] = await sql<Finding>(
    `WITH listed AS (
       SELECT event_id, seal_seq, position FROM audit_sealed_event
       UNION ALL SELECT event_id, NULL, 0 FROM audit_pending
     )
     SELECT coalesce(event.id, listed.event_id) AS subject,
            CASE WHEN event.id IS NULL THEN 'deleted' ELSE 'changed' END AS problem
     FROM audit_event AS event FULL JOIN listed ON listed.event_id = event.id
     WHERE event.id IS NULL OR event.row_hash <> sha256(convert_to(${auditContentSql("event")}, 'UTF8'))
     ORDER BY listed.seal_seq NULLS LAST, listed.position, 1 LIMIT 1`,
  );
  return found;
}

/** Seals that do not follow from the one before and from their events. */
async function findBrokenSeal(sql: Sql): Promise<Finding | undefined> {
  const [found] = await sql<Finding>(
    `WITH covered AS (
       SELECT link.seal_seq AS seq, count(*) AS events, min(link.position) AS first, max(link.position) AS last,
              string_agg(event.row_hash, ''::bytea ORDER BY link.position) AS hashes
       FROM audit_sealed_event AS link JOIN audit_event AS event ON event.id = link.event_id
       GROUP BY link.seal_seq
     ), chain AS (
       SELECT seq, events, previous_hash, seal_hash,
              lag(seal_hash, 1, decode(repeat('00', 32), 'hex')) OVER (ORDER BY seq) AS expected_previous,
              row_number() OVER (ORDER BY seq) AS expected_seq
       FROM audit_seal
     )
     SELECT 'seal:' || coalesce(chain.seq, covered.seq) AS subject,
            CASE WHEN chain.seq IS NULL THEN 'a seal is missing'
                 WHEN chain.seq <> chain.expected_seq THEN 'a seal before it is missing'
                 WHEN chain.previous_hash <> chain.expected_previous THEN 'does not follow the seal before it'
                 ELSE 'its events or their order were changed' END AS problem
     FROM chain FULL JOIN covered ON covered.seq = chain.seq
     WHERE chain.seq IS NULL OR covered.seq IS NULL OR chain.seq <> chain.expected_seq
        OR chain.previous_hash <> chain.expected_previous OR chain.events <> covered.events
        OR covered.first <> 0 OR covered.last <> covered.events - 1
        OR chain.seal_hash <> sha256(chain.previous_hash || covered.hashes)
     ORDER BY coalesce(chain.seq, covered.seq) LIMIT 1`,
  );
  return found;
}

/** Rows that are neither sealed nor waiting for a seal: put in behind the log's back, or taken out of the chain. */
async function findUncoveredEvent(sql: Sql): Promise<Finding | undefined> {
  const [found] = await sql<Finding>(
    `SELECT event.id AS subject, 'outside of the chain' AS problem
     FROM audit_event AS event
     WHERE NOT EXISTS (SELECT 1 FROM audit_sealed_event AS link WHERE link.event_id = event.id)
       AND NOT EXISTS (SELECT 1 FROM audit_pending AS waiting WHERE waiting.event_id = event.id)
     ORDER BY event.id LIMIT 1`,
  );
  return found;
}

/** How many of the newest seals the file may lack while the sealer is between its two steps. */
const ANCHOR_LAG = 2;

/** Anchored heads that the database no longer has or has with another hash, and heads that lost their anchor. */
async function findCutTail(sql: Sql, anchors: readonly Anchor[]): Promise<Finding | undefined> {
  const given = anchors.map(({ seq, sealHash }) => ({ seq: `${seq}`, hash: sealHash }));
  const [found] = await sql<Finding>(
    `SELECT 'seal:' || coalesce(anchor.seq, seal.seq) AS subject,
            CASE WHEN seal.seq IS NULL THEN 'anchored and gone'
                 WHEN anchor.seq IS NULL THEN 'not anchored'
                 ELSE 'differs from its anchor' END AS problem
     FROM jsonb_to_recordset($1::text::jsonb) AS anchor(seq bigint, hash text)
     FULL JOIN audit_seal AS seal ON seal.seq = anchor.seq
     WHERE seal.seq IS NULL OR encode(seal.seal_hash, 'hex') <> anchor.hash
        OR (anchor.seq IS NULL AND seal.seq <= (SELECT max(seq) FROM audit_seal) - $2::bigint)
     ORDER BY coalesce(anchor.seq, seal.seq) LIMIT 1`,
    [JSON.stringify(given), ANCHOR_LAG],
  );
  return found;
}
