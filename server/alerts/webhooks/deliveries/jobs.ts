import { recordAuditSql } from "@/server/audit/commands";
import { jstDay } from "@/server/kernel/calendar";
import type { SystemScope } from "@/server/kernel/scope";
import { wallNow } from "@/server/platform/clock";
import { poolFor, type Sql, sqlOfClient, transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { env } from "@/server/platform/env";
import type { RecurringJob } from "@/server/platform/jobs";
import { log } from "@/server/platform/log";
import { tellPeople } from "../../news/commands";
import { WEBHOOKS_CHANNEL } from "../commands";
import { openSecrets } from "../queries";
import { KEPT_DAYS, liveSecrets, outcomeOf, quietMs, retryDelayMs, TIMEOUT_MS } from "../rules";
import { callEndpoint } from "./gateway";

type JobDeps = Deps<SystemScope>;

/** Messages that one round takes, and how many are under way at once. */
const BATCH = 64;
const CONCURRENCY = 16;
/** Of these one endpoint may have so many, and so many that are due are looked at for it. */
const EACH = 8;
const LOOKED_AT = 1_000;
/** How long a worker may hold a message before another may take it. */
const LEASE_MS = 4 * TIMEOUT_MS * (BATCH / CONCURRENCY);
const SWEEP_BATCH = 5_000;

/** Healthy endpoints have a lane of their own, so that one which answers slowly delays nobody else's messages. */
type Lane = "healthy" | "failing";

type Due = {
  readonly id: string;
  readonly tenantId: string;
  readonly endpointId: string;
  readonly messageId: string;
  readonly body: string;
  readonly attempts: number;
  readonly url: string;
  readonly name: string;
  readonly secrets: Buffer;
};

const TAKEN = `RETURNING d.id, d.tenant_id AS "tenantId", d.endpoint_id AS "endpointId", d.message_id AS "messageId",
                         d.body, d.attempts, e.url, e.name, e.secrets`;
/** Takes messages by moving their next time beyond the lease; a worker that dies gives them back. */
const TAKE = {
  healthy: `
    UPDATE webhook_delivery d
    SET attempts = d.attempts + 1, due_at = to_timestamp($2::float8 / 1000),
        first_tried_at = coalesce(d.first_tried_at, to_timestamp($1::float8 / 1000))
    FROM (SELECT id FROM (
            SELECT id, due_at, row_number() OVER (PARTITION BY endpoint_id ORDER BY due_at, id) AS nth
            FROM (SELECT w.id, w.due_at, w.endpoint_id FROM webhook_delivery w JOIN webhook_endpoint h ON h.id = w.endpoint_id
                  WHERE w.due_at <= to_timestamp($1::float8 / 1000) AND h.failing_since IS NULL
                  ORDER BY w.due_at, w.id LIMIT ${LOOKED_AT}) AS first) AS ranked
          WHERE nth <= ${EACH} ORDER BY due_at, id LIMIT ${BATCH}) AS due, webhook_endpoint e
    WHERE d.id = due.id AND e.id = d.endpoint_id AND d.due_at <= to_timestamp($1::float8 / 1000) ${TAKEN}`,
  // One message tries a failing endpoint; the others wait until it is accepted.
  failing: `
    UPDATE webhook_delivery d
    SET attempts = d.attempts + 1, due_at = to_timestamp($2::float8 / 1000),
        first_tried_at = coalesce(d.first_tried_at, to_timestamp($1::float8 / 1000))
    FROM (SELECT DISTINCT ON (w.endpoint_id) w.id FROM webhook_delivery w JOIN webhook_endpoint h ON h.id = w.endpoint_id
          WHERE w.due_at <= to_timestamp($1::float8 / 1000) AND h.failing_since IS NOT NULL
            AND (h.quiet_until IS NULL OR h.quiet_until <= to_timestamp($1::float8 / 1000))
          ORDER BY w.endpoint_id, w.due_at, w.id LIMIT ${BATCH}) AS due, webhook_endpoint e
    WHERE d.id = due.id AND e.id = d.endpoint_id AND d.due_at <= to_timestamp($1::float8 / 1000) ${TAKEN}`,
} as const satisfies Record<Lane, string>;

/** Sends what is due in a lane, each message by one worker at a time. @returns how many were tried */
export async function sendDueMessages(deps: JobDeps, lane: Lane): Promise<number> {
  const sql = sqlOfClient(poolFor("jobs"));
  const due = await sql<Due>(TAKE[lane], [deps.now, deps.now + LEASE_MS]);
  const queue = due.values();
  const runner = async () => {
    for (const one of queue) {
      // A message that cannot even be tried comes back after its lease and holds up no other.
      await send(deps, one).catch((error: unknown) =>
        log().error({ deliveryId: one.id, err: error }, "a webhook could not be tried"),
      );
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, runner));
  return due.length;
}

type Attempt = {
  readonly status: number | null;
  readonly failure: string | null;
  readonly answer: string;
  readonly durationMs: number;
};

async function send(deps: JobDeps, due: Due): Promise<void> {
  const startMs = wallNow();
  const secrets = liveSecrets(openSecrets(due.endpointId, due.secrets), startMs);
  const answer = await callEndpoint({ ...due, secrets }, startMs, env().sandboxWebhookHosts);
  const durationMs = wallNow() - startMs;
  const attempt: Attempt =
    "failure" in answer
      ? { status: null, failure: answer.failure, answer: "", durationMs }
      : {
          status: answer.status,
          failure: outcomeOf(answer.status) === "delivered" ? null : "status",
          answer: answer.text,
          durationMs,
        };
  await transactSql("jobs", (sql) => settle(sql, deps, due, attempt));
}

async function settle(sql: Sql, deps: JobDeps, due: Due, attempt: Attempt): Promise<void> {
  await sql(
    `INSERT INTO webhook_attempt (id, tenant_id, delivery_id, at, status, failure, duration_ms, answer)
     VALUES ($1, $2, $3, to_timestamp($4::float8 / 1000), $5, $6, $7, $8)`,
    [
      deps.newId("webhookAttempt"),
      due.tenantId,
      due.id,
      deps.now,
      attempt.status,
      attempt.failure,
      attempt.durationMs,
      attempt.answer,
    ],
  );
  const outcome = outcomeOf(attempt.status);
  if (outcome === "delivered") return accept(sql, deps, due);
  const share = (deps.random(1)[0] ?? 0) / 255;
  const delay = outcome === "gone" ? null : retryDelayMs(due.attempts, share);
  const { deliveryId, endpointId, attempts } = { deliveryId: due.id, ...due };
  log().info(
    { deliveryId, endpointId, attempts, status: attempt.status, failure: attempt.failure },
    "webhook refused",
  );
  // The state is asked for again: the owner may have paused or removed the endpoint meanwhile.
  await sql(
    `UPDATE webhook_delivery SET state = CASE WHEN $2::float8 IS NULL THEN 'failed' ELSE state END,
            due_at = to_timestamp($2::float8 / 1000), settled_at = CASE WHEN $2::float8 IS NULL THEN to_timestamp($3::float8 / 1000) END
     WHERE id = $1 AND state = 'waiting'`,
    [due.id, delay === null ? null : deps.now + delay, deps.now],
  );
  await noteFailure(sql, deps, due.endpointId);
  if (delay === null) await giveUp(sql, deps, due, outcome === "gone" ? "gone" : "gave_up");
}

async function accept(sql: Sql, deps: JobDeps, due: Due): Promise<void> {
  await sql(
    `UPDATE webhook_delivery SET state = 'delivered', due_at = NULL, settled_at = to_timestamp($2::float8 / 1000)
     WHERE id = $1`,
    [due.id, deps.now],
  );
  // Written at most once a second while all is well, so that a busy endpoint's row is not a place to queue.
  await sql(
    `UPDATE webhook_endpoint SET failing_since = NULL, failures = 0, quiet_until = NULL,
            last_success_at = to_timestamp($2::float8 / 1000)
     WHERE id = $1 AND (failing_since IS NOT NULL OR last_success_at IS NULL
                        OR last_success_at < to_timestamp(($2::float8 - 1000) / 1000))`,
    [due.endpointId, deps.now],
  );
}

async function noteFailure(sql: Sql, deps: JobDeps, endpointId: string): Promise<void> {
  const [row] = await sql<{ failures: number }>(
    `UPDATE webhook_endpoint SET failures = failures + 1,
            failing_since = coalesce(failing_since, to_timestamp($2::float8 / 1000))
     WHERE id = $1 RETURNING failures`,
    [endpointId, deps.now],
  );
  await sql("UPDATE webhook_endpoint SET quiet_until = to_timestamp($2::float8 / 1000) WHERE id = $1", [
    endpointId,
    deps.now + quietMs(row?.failures ?? 1),
  ]);
}

/**
 * A message is given up. When nothing at all was accepted since it was first tried, the endpoint is paused and keeps
 * what waits for when it goes on; else only this message is at fault. Either way the owner is told.
 */
async function giveUp(sql: Sql, deps: JobDeps, due: Due, reason: "gone" | "gave_up"): Promise<void> {
  const paused = await sql<{ id: string }>(
    `UPDATE webhook_endpoint e SET state = 'paused', paused_reason = $2, paused_at = to_timestamp($3::float8 / 1000)
     FROM webhook_delivery d
     WHERE e.id = $1 AND d.id = $4 AND e.state = 'active'
       AND ($2 = 'gone' OR e.last_success_at IS NULL OR e.last_success_at < d.first_tried_at)
     RETURNING e.id`,
    [due.endpointId, reason, deps.now, due.id],
  );
  const isPaused = paused.length > 0;
  if (isPaused) {
    await sql(
      "UPDATE webhook_delivery SET state = 'held', due_at = NULL WHERE endpoint_id = $1 AND state = 'waiting'",
      [due.endpointId],
    );
    await recordAuditSql(sql, deps, [
      {
        action: "webhook.pause",
        subjectId: due.endpointId,
        tenantId: due.tenantId,
        before: { state: "active" },
        after: { state: "paused", reason },
      },
    ]);
  }
  await tellPeople(sql, deps, [
    {
      kind: isPaused ? "webhook_paused" : "webhook_failed",
      key: isPaused
        ? `webhook_paused:${due.id}:${deps.now}`
        : `webhook_failed:${due.endpointId}:${jstDay(deps.now)}`,
      tenantId: due.tenantId,
      ref: due.endpointId,
      params: { endpoint: due.name },
    },
  ]);
}

/** Forgets deliveries and answers after `KEPT_DAYS`, a batch at a time. @returns how many */
export async function sweepDeliveries(deps: JobDeps): Promise<number> {
  const sql = sqlOfClient(poolFor("jobs"));
  const before = deps.now - KEPT_DAYS * 86_400_000;
  const gone = await sql(
    `WITH old AS (
       DELETE FROM webhook_delivery WHERE id IN (
         SELECT id FROM webhook_delivery WHERE created_at < to_timestamp($1::float8 / 1000) LIMIT ${SWEEP_BATCH})
       RETURNING id
     ), told AS (DELETE FROM webhook_attempt USING old WHERE webhook_attempt.delivery_id = old.id)
     SELECT id FROM old`,
    [before],
  );
  return gone.length;
}

/** Messages go out within a second of being queued; those of failing endpoints in a lane of their own. */
export const webhookJobs: readonly RecurringJob[] = [
  {
    name: "webhooks",
    everyMs: 2_000,
    parallel: true,
    wakesOn: WEBHOOKS_CHANNEL,
    run: (deps) => sendDueMessages(deps, "healthy"),
  },
  {
    name: "webhook-retries",
    everyMs: 2_000,
    parallel: true,
    wakesOn: WEBHOOKS_CHANNEL,
    run: (deps) => sendDueMessages(deps, "failing"),
  },
  { name: "webhook-sweep", everyMs: 3_600_000, run: sweepDeliveries },
];
