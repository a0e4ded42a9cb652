import type { SystemScope } from "@/server/kernel/scope";
import { poolFor, type Sql, sqlOfClient } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { describeError, log } from "@/server/platform/log";
import { type Heard, type StoredEvent, tellEveryone } from "./events";
import { backOffMs, MAX_ATTEMPTS } from "./rules";

/** Events that one round takes. */
const BATCH = 100;
/** Handlers that run side by side. */
const CONCURRENCY = 8;
/** How long a round may take before another worker may take its events again, in milliseconds. */
const LEASE_MS = 300_000;

type JobDeps = Deps<SystemScope>;

/**
 * Delivers what is due: takes a batch that no other worker holds, tells the domains outside of any transaction, and
 * removes what was heard. A failure is tried again later and kept as failed after `MAX_ATTEMPTS`.
 * @returns how many events were taken; more may be due when it is not zero
 */
export async function deliverOutbox(deps: JobDeps, domains: readonly Heard[]): Promise<number> {
  const sql = sqlOfClient(poolFor("jobs"));
  const events = await takeDue(sql, deps.now);
  const queue = events.values();
  const runner = async () => {
    for (const event of queue) await deliver(sql, deps, { event, domains });
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, runner));
  return events.length;
}

/** Takes events by moving their next time beyond the lease, so that a worker that dies gives them back. */
async function takeDue(sql: Sql, nowMs: number): Promise<StoredEvent[]> {
  return sql<StoredEvent>(
    `UPDATE outbox_event AS event
     SET attempts = attempts + 1, available_at = to_timestamp($2::bigint / 1000.0)
     FROM (SELECT id FROM outbox_event
           WHERE available_at <= to_timestamp($1::bigint / 1000.0) AND failed_at IS NULL
           ORDER BY available_at, id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED) AS due
     WHERE event.id = due.id
     RETURNING event.id, event.type, event.tenant_id AS "tenantId", event.subject_id AS "subjectId", event.payload,
               (extract(epoch FROM event.occurred_at) * 1000)::float8 AS "occurredAtMs", event.attempts AS attempt`,
    [nowMs, nowMs + LEASE_MS],
  );
}

type Delivery = { readonly event: StoredEvent; readonly domains: readonly Heard[] };

async function deliver(sql: Sql, deps: JobDeps, { event, domains }: Delivery): Promise<void> {
  try {
    await tellEveryone(deps, domains, event);
    await sql("DELETE FROM outbox_event WHERE id = $1", [event.id]);
  } catch (error) {
    const failed = event.attempt >= MAX_ATTEMPTS;
    const described = describeError(error);
    log().warn(
      { eventId: event.id, type: event.type, attempt: event.attempt, failed, err: error },
      "event not heard",
    );
    await sql(
      `UPDATE outbox_event SET available_at = to_timestamp($2::bigint / 1000.0), last_error = $3,
              failed_at = CASE WHEN $4 THEN to_timestamp($5::bigint / 1000.0) END
       WHERE id = $1`,
      [event.id, deps.now + backOffMs(event.attempt), described.message ?? described.type, failed, deps.now],
    );
  }
}
