import { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { idFloor } from "@/server/kernel/ids";
import type { MerchantScope } from "@/server/kernel/scope";
import { openText } from "@/server/platform/crypto";
import type { Tx } from "@/server/platform/db";
import {
  type DeliveryState,
  isWebhookType,
  liveSecrets,
  PAUSE_REASONS,
  type PauseReason,
  type SigningSecret,
  toDeliveryState,
  type WebhookType,
} from "./rules";
import type { ListDeliveriesInput } from "./schema";

/** What a sealed value of secrets is bound to. */
export function secretsAad(endpointId: string): string {
  return `webhook_endpoint:${endpointId}:secrets`;
}

const storedSecrets = z.array(z.object({ text: z.string(), endsAtMs: z.number().nullable() }));

/** Opens the signing secrets of an endpoint, the newest first. @throws DecryptionError */
export function openSecrets(endpointId: string, sealed: Uint8Array): SigningSecret[] {
  return storedSecrets.parse(JSON.parse(openText(sealed, secretsAad(endpointId))));
}

/** An endpoint as its owner sees it. Its secrets are shown once, when they are made. */
export type EndpointRow = {
  readonly endpointId: string;
  readonly name: string;
  readonly url: string;
  readonly eventTypes: readonly WebhookType[];
  readonly state: "active" | "paused";
  readonly pausedReason: PauseReason | null;
  readonly pausedAtMs: number | null;
  readonly failingSinceMs: number | null;
  readonly lastSuccessAtMs: number | null;
  /** Until when (wall time) the secret before the present one signs too. */
  readonly oldSecretEndsAtMs: number | null;
};

const ENDPOINT_COLUMNS = {
  id: true,
  name: true,
  url: true,
  eventTypes: true,
  state: true,
  pausedReason: true,
  pausedAt: true,
  failingSince: true,
  lastSuccessAt: true,
  secrets: true,
} as const;

type StoredEndpoint = {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly eventTypes: string[];
  readonly state: string;
  readonly pausedReason: string | null;
  readonly pausedAt: Date | null;
  readonly failingSince: Date | null;
  readonly lastSuccessAt: Date | null;
  readonly secrets: Uint8Array;
};

/** The merchant's endpoints, newest first. @param wallMs wall time, by which secrets end */
export async function listEndpoints(tx: Tx, scope: MerchantScope, wallMs: number): Promise<EndpointRow[]> {
  const rows = await tx.webhookEndpoint.findMany({
    where: { tenantId: scope.tenantId, removedAt: null },
    orderBy: { id: "desc" },
    take: 100,
    select: ENDPOINT_COLUMNS,
  });
  return rows.map((row) => endpointRowOf(row, wallMs));
}

/** One endpoint. @throws DomainError not_found, also for one of others or one that is removed */
export async function getEndpoint(
  tx: Tx,
  scope: MerchantScope,
  args: { readonly endpointId: string; readonly wallMs: number },
): Promise<EndpointRow> {
  const row = await tx.webhookEndpoint.findFirst({
    where: { id: args.endpointId, tenantId: scope.tenantId, removedAt: null },
    select: ENDPOINT_COLUMNS,
  });
  if (!row) throw new DomainError("not_found");
  return endpointRowOf(row, args.wallMs);
}

function endpointRowOf(row: StoredEndpoint, wallMs: number): EndpointRow {
  const [, old] = liveSecrets(openSecrets(row.id, row.secrets), wallMs);
  return {
    endpointId: row.id,
    name: row.name,
    url: row.url,
    eventTypes: row.eventTypes.filter(isWebhookType),
    state: row.state === "active" ? "active" : "paused",
    pausedReason: PAUSE_REASONS.find((known) => known === row.pausedReason) ?? null,
    pausedAtMs: row.pausedAt?.getTime() ?? null,
    failingSinceMs: row.failingSince?.getTime() ?? null,
    lastSuccessAtMs: row.lastSuccessAt?.getTime() ?? null,
    oldSecretEndsAtMs: old?.endsAtMs ?? null,
  };
}

/** A line of the delivery log. */
export type DeliveryRow = {
  readonly deliveryId: string;
  readonly messageId: string;
  readonly eventType: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly createdAtMs: number;
  readonly dueAtMs: number | null;
  readonly settledAtMs: number | null;
};

const DELIVERY_COLUMNS = {
  id: true,
  messageId: true,
  eventType: true,
  state: true,
  attempts: true,
  createdAt: true,
  dueAt: true,
  settledAt: true,
} as const;

type StoredDelivery = {
  readonly id: string;
  readonly messageId: string;
  readonly eventType: string;
  readonly state: string;
  readonly attempts: number;
  readonly createdAt: Date;
  readonly dueAt: Date | null;
  readonly settledAt: Date | null;
};

/** The deliveries of an endpoint, newest first, by keyset on the id. */
export async function listDeliveries(
  tx: Tx,
  scope: MerchantScope,
  args: ListDeliveriesInput,
): Promise<{ readonly deliveries: readonly DeliveryRow[]; readonly nextCursor: string | null }> {
  const rows = await tx.webhookDelivery.findMany({
    where: {
      tenantId: scope.tenantId,
      endpointId: args.endpointId,
      id: { lt: args.cursor },
      state: args.state,
    },
    orderBy: { id: "desc" },
    take: args.limit + 1,
    select: DELIVERY_COLUMNS,
  });
  const page = rows.slice(0, args.limit);
  return {
    deliveries: page.map(deliveryRowOf),
    nextCursor: rows.length > args.limit ? (page.at(-1)?.id ?? null) : null,
  };
}

function deliveryRowOf(row: StoredDelivery): DeliveryRow {
  return {
    deliveryId: row.id,
    messageId: row.messageId,
    eventType: row.eventType,
    state: toDeliveryState(row.state),
    attempts: row.attempts,
    createdAtMs: row.createdAt.getTime(),
    dueAtMs: row.dueAt?.getTime() ?? null,
    settledAtMs: row.settledAt?.getTime() ?? null,
  };
}

/** One call of the endpoint and what it answered. */
export type AttemptRow = {
  readonly attemptId: string;
  readonly atMs: number;
  readonly status: number | null;
  readonly failure: string | null;
  readonly durationMs: number;
  readonly answer: string;
};

/** A delivery with its message and every attempt, the newest first. @throws DomainError not_found */
export async function getDelivery(tx: Tx, scope: MerchantScope, args: { readonly deliveryId: string }) {
  const row = await tx.webhookDelivery.findFirst({
    where: { id: args.deliveryId, tenantId: scope.tenantId },
    select: { ...DELIVERY_COLUMNS, endpointId: true, body: true },
  });
  if (!row) throw new DomainError("not_found");
  const attempts = await tx.webhookAttempt.findMany({
    where: { deliveryId: row.id, tenantId: scope.tenantId },
    orderBy: { id: "desc" },
    take: 100,
    select: { id: true, at: true, status: true, failure: true, durationMs: true, answer: true },
  });
  return {
    ...deliveryRowOf(row),
    endpointId: row.endpointId,
    body: row.body,
    log: attempts.map(({ id, at, ...rest }): AttemptRow => ({ attemptId: id, atMs: at.getTime(), ...rest })),
  };
}

/** The ids between two instants of business time: a delivery's id begins with when its event was heard. */
export function deliveryIdsBetween(
  fromMs: number,
  untilMs: number,
): { readonly gte: string; readonly lt: string } {
  return { gte: idFloor("webhookDelivery", fromMs), lt: idFloor("webhookDelivery", untilMs + 1) };
}
