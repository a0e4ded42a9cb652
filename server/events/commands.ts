import type { Sql, Tx } from "@/server/platform/db";
import { sqlOfTx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import type { NewEvent } from "./rules";

/** The channel on which the worker hears that the outbox has something. */
export const OUTBOX_CHANNEL = "noren_outbox";

type EventDeps = Pick<Deps, "now" | "newId">;

/** Writes an event inside the transaction of the change that it tells of; the worker delivers it after the commit. */
export async function emitEvent(tx: Tx, deps: EventDeps, event: NewEvent): Promise<void> {
  await emitEventsSql(sqlOfTx(tx), deps, [event]);
}

/** The same for many events in one statement. */
export async function emitEventsSql(sql: Sql, deps: EventDeps, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event) => ({
    id: deps.newId("event"),
    type: event.type,
    tenant_id: event.tenantId,
    subject_id: event.subjectId,
    payload: event.payload,
    occurred_ms: deps.now,
    available_ms: event.availableAtMs ?? deps.now,
  }));
  // No RETURNING: the merchant side writes to the outbox and may not read it.
  await sql(
    `WITH written AS (
       INSERT INTO outbox_event (id, type, tenant_id, subject_id, payload, occurred_at, available_at)
       SELECT id, type, tenant_id, subject_id, payload, to_timestamp(occurred_ms / 1000.0),
              to_timestamp(available_ms / 1000.0)
       FROM json_to_recordset($1::json)
         AS event(id text, type text, tenant_id text, subject_id text, payload jsonb, occurred_ms bigint,
                  available_ms bigint)
     )
     SELECT pg_notify('${OUTBOX_CHANNEL}', '')::text AS notified`,
    [JSON.stringify(rows)],
  );
}

/** Gives failed events another set of attempts, all of them or one. @returns how many there were */
export async function retryFailedEvents(sql: Sql, deps: EventDeps, eventId?: string): Promise<number> {
  const rows = await sql<{ id: string }>(
    `UPDATE outbox_event SET failed_at = NULL, attempts = 0, available_at = to_timestamp($1::bigint / 1000.0)
     WHERE failed_at IS NOT NULL AND ($2::text IS NULL OR id = $2) RETURNING id`,
    [deps.now, eventId ?? null],
  );
  return rows.length;
}
