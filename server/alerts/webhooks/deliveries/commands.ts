import type { AuditAction } from "@/server/audit/actions.data";
import { recordAudit } from "@/server/audit/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { MerchantScope } from "@/server/kernel/scope";
import { type Sql, sqlOfTx, type Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { requireEndpoint, WEBHOOKS_CHANNEL, wakeSender } from "../commands";
import { deliveryIdsBetween } from "../queries";
import { REPLAY_MAX, TEST_TYPE } from "../rules";
import type { ReplayRangeInput } from "../schema";

const DAY_MS = 86_400_000;

type OwnDeps = Deps<MerchantScope>;

/** A message before it is known who hears it. */
export type NewMessage = {
  /** The `webhook-id`, once for ever: told again, it reaches no endpoint twice. */
  readonly messageId: string;
  readonly tenantId: string;
  readonly eventType: string;
  readonly body: string;
};

/** The endpoints of a merchant that want to hear of a type, paused ones included. */
export async function findHearers(
  sql: Sql,
  { tenantId, eventType }: Pick<NewMessage, "tenantId" | "eventType">,
): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    `SELECT id FROM webhook_endpoint WHERE tenant_id = $1 AND removed_at IS NULL AND $2 = ANY (event_types)`,
    [tenantId, eventType],
  );
  return rows.map(({ id }) => id);
}

/** Puts a message into the log of each endpoint, to be sent at once or, where one is paused, when it goes on. */
export async function queueMessage(
  sql: Sql,
  deps: Pick<Deps, "now" | "newId">,
  { message, endpointIds }: { readonly message: NewMessage; readonly endpointIds: readonly string[] },
): Promise<void> {
  const rows = endpointIds.map((endpointId) => ({
    id: deps.newId("webhookDelivery"),
    endpoint_id: endpointId,
  }));
  await sql(
    `WITH given AS (SELECT * FROM jsonb_to_recordset($1::text::jsonb) AS row(id text, endpoint_id text)),
     queued AS (
       INSERT INTO webhook_delivery (id, tenant_id, endpoint_id, message_id, event_type, body, state, due_at, created_at)
       SELECT given.id, $2, endpoint.id, $3, $4, $5, CASE endpoint.state WHEN 'active' THEN 'waiting' ELSE 'held' END,
              CASE endpoint.state WHEN 'active' THEN to_timestamp($6::float8 / 1000) END, to_timestamp($6::float8 / 1000)
       FROM given JOIN webhook_endpoint endpoint ON endpoint.id = given.endpoint_id
       ON CONFLICT (endpoint_id, message_id) DO NOTHING
     )
     SELECT pg_notify('${WEBHOOKS_CHANNEL}', '')::text AS notified`,
    [JSON.stringify(rows), message.tenantId, message.messageId, message.eventType, message.body, deps.now],
  );
}

/** Sends a message that says nothing but that the address works. @throws DomainError not_found, webhook_state when paused */
export async function sendTestMessage(
  deps: OwnDeps,
  { endpointId }: { endpointId: string },
): Promise<{ readonly deliveryId: string }> {
  const { tenantId } = deps.scope;
  const deliveryId = deps.newId("webhookDelivery");
  const body = { type: TEST_TYPE, timestamp: instant(deps.now).toISOString(), data: { endpointId } };
  await deps.transact(async (tx) => {
    const { state } = await requireEndpoint(tx, deps, endpointId);
    if (state !== "active") throw new DomainError("webhook_state");
    await tx.webhookDelivery.create({
      data: {
        id: deliveryId,
        tenantId,
        endpointId,
        messageId: deps.newId("event"),
        eventType: TEST_TYPE,
        body: JSON.stringify(body),
        state: "waiting",
        // Before whatever else waits: somebody looks at the screen for the answer.
        dueAt: instant(deps.now - DAY_MS),
        createdAt: instant(deps.now),
      },
      select: { id: true },
    });
    await audit(tx, deps, { action: "webhook.test", endpointId, after: { deliveryId } });
    // Nor is a failing endpoint left in peace meanwhile.
    await tx.webhookEndpoint.update({
      where: { id: endpointId },
      data: { quietUntil: null },
      select: { id: true },
    });
    await wakeSender(tx);
  });
  return { deliveryId };
}

/** Sends one delivery again, whatever became of it, under the same message id. @throws DomainError not_found, webhook_state */
export async function replayDelivery(deps: OwnDeps, { deliveryId }: { deliveryId: string }): Promise<void> {
  await deps.transact(async (tx) => {
    const { tenantId } = deps.scope;
    const found = await tx.webhookDelivery.findFirst({
      where: { id: deliveryId, tenantId },
      select: { endpointId: true },
    });
    if (!found) throw new DomainError("not_found");
    const { state } = await requireEndpoint(tx, deps, found.endpointId);
    if (state !== "active") throw new DomainError("webhook_state");
    await tx.webhookDelivery.update({
      where: { id: deliveryId },
      data: { state: "waiting", dueAt: instant(deps.now), attempts: 0, firstTriedAt: null, settledAt: null },
      select: { id: true },
    });
    await audit(tx, deps, {
      action: "webhook.replay",
      endpointId: found.endpointId,
      after: { deliveryId },
    });
    await wakeSender(tx);
  });
}

/**
 * Sends the deliveries of a time again, the oldest first and at most `REPLAY_MAX`.
 * @returns how many @throws DomainError not_found, webhook_state
 */
export async function replayRange(
  deps: OwnDeps,
  input: ReplayRangeInput,
): Promise<{ readonly replayed: number }> {
  const { endpointId, fromMs, untilMs, onlyFailed } = input;
  return deps.transact(async (tx) => {
    const { state } = await requireEndpoint(tx, deps, endpointId);
    if (state !== "active") throw new DomainError("webhook_state");
    const { gte, lt } = deliveryIdsBetween(fromMs, untilMs);
    const states = onlyFailed ? ["failed"] : ["failed", "delivered"];
    const rows = await sqlOfTx(tx)<{ id: string }>(
      `UPDATE webhook_delivery SET state = 'waiting', attempts = 0, first_tried_at = NULL, settled_at = NULL,
              due_at = to_timestamp($6::float8 / 1000)
       WHERE id IN (SELECT id FROM webhook_delivery
                    WHERE endpoint_id = $1 AND tenant_id = $2 AND id >= $3 AND id < $4 AND state = ANY ($5::text[])
                    ORDER BY id LIMIT ${REPLAY_MAX})
       RETURNING id`,
      [endpointId, deps.scope.tenantId, gte, lt, states, deps.now],
    );
    const replayed = rows.length;
    await audit(tx, deps, { action: "webhook.replay", endpointId, after: { ...input, replayed } });
    await wakeSender(tx);
    return { replayed };
  });
}

type Told = {
  readonly action: AuditAction;
  readonly endpointId: string;
  readonly after: Readonly<Record<string, unknown>>;
};

async function audit(tx: Tx, deps: OwnDeps, { action, endpointId, after }: Told): Promise<void> {
  await recordAudit(tx, deps, { action, subjectId: endpointId, tenantId: deps.scope.tenantId, after });
}
