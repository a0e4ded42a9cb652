import { isIP } from "node:net";
import type { AuditAction } from "@/server/audit/actions.data";
import { recordAudit } from "@/server/audit/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { MerchantScope } from "@/server/kernel/scope";
import { wallNow } from "@/server/platform/clock";
import { seal } from "@/server/platform/crypto";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { env } from "@/server/platform/env";
import { hostOf, isPublicAddress } from "@/server/platform/outbound";
import { openSecrets, secretsAad } from "./queries";
import {
  ENDPOINTS_MAX,
  isEndpointUrl,
  rotatedSecrets,
  SECRET_BYTES,
  type SigningSecret,
  secretText,
} from "./rules";
import type { ChangeEndpointInput, CreateEndpointInput } from "./schema";

type OwnDeps = Deps<MerchantScope>;

/** The channel on which the worker hears that there is a message to deliver. */
export const WEBHOOKS_CHANNEL = "noren_webhooks";

/** An endpoint whose secret has just been made: the only time that its text is shown. */
export type NewSecret = { readonly endpointId: string; readonly secret: string };

/**
 * Registers an endpoint. @throws DomainError webhook_address for an address that is not https or is internal,
 * webhooks_full
 */
export async function createEndpoint(deps: OwnDeps, input: CreateEndpointInput): Promise<NewSecret> {
  requireAddress(input.url);
  const { tenantId, personId } = deps.scope;
  const endpointId = deps.newId("webhookEndpoint");
  const secret = secretText(deps.random(SECRET_BYTES));
  return deps.transact(async (tx) => {
    const live = await tx.webhookEndpoint.count({ where: { tenantId, removedAt: null } });
    if (live >= ENDPOINTS_MAX) throw new DomainError("webhooks_full", { max: ENDPOINTS_MAX });
    await tx.webhookEndpoint.create({
      data: {
        id: endpointId,
        tenantId,
        ...input,
        state: "active",
        ...sealedSecrets(endpointId, [{ text: secret, endsAtMs: null }]),
        createdBy: personId,
        createdAt: instant(deps.now),
      },
      select: { id: true },
    });
    await audit(tx, deps, { action: "webhook.create", endpointId, after: { ...input } });
    return { endpointId, secret };
  });
}

/** An address in the form of an IP is judged at once; a name, at each connection, since it may lead elsewhere then. */
function requireAddress(text: string): void {
  const exempt = env().sandboxWebhookHosts;
  if (!isEndpointUrl(text, exempt)) throw new DomainError("webhook_address", {}, "url");
  const url = new URL(text);
  const isInternal = isIP(hostOf(url)) !== 0 && !isPublicAddress(hostOf(url));
  if (isInternal && !exempt.includes(url.host)) throw new DomainError("webhook_address", {}, "url");
}

function sealedSecrets(endpointId: string, secrets: readonly SigningSecret[]) {
  const { data, keyId } = seal(JSON.stringify(secrets), secretsAad(endpointId));
  return { secrets: data, keyId };
}

/** Changes where an endpoint is and what it hears. @throws DomainError not_found, webhook_address */
export async function changeEndpoint(deps: OwnDeps, input: ChangeEndpointInput): Promise<void> {
  const { endpointId, ...terms } = input;
  requireAddress(terms.url);
  await deps.transact(async (tx) => {
    const before = await requireEndpoint(tx, deps, endpointId);
    await tx.webhookEndpoint.update({ where: { id: endpointId }, data: terms, select: { id: true } });
    const { name, url, eventTypes } = before;
    await audit(tx, deps, {
      action: "webhook.change",
      endpointId,
      before: { name, url, eventTypes },
      after: { ...terms },
    });
  });
}

/**
 * Puts a new secret before the present one. Both sign for a day, so a receiver that knows either accepts everything.
 * @throws DomainError not_found
 */
export async function rotateSecret(deps: OwnDeps, input: { endpointId: string }): Promise<NewSecret> {
  const { endpointId } = input;
  const secret = secretText(deps.random(SECRET_BYTES));
  return deps.transact(async (tx) => {
    const endpoint = await requireEndpoint(tx, deps, endpointId);
    const secrets = rotatedSecrets(openSecrets(endpointId, endpoint.secrets), secret, wallNow());
    await tx.webhookEndpoint.update({
      where: { id: endpointId },
      data: sealedSecrets(endpointId, secrets),
      select: { id: true },
    });
    await audit(tx, deps, { action: "webhook.rotate", endpointId, after: { secrets: secrets.length } });
    return { endpointId, secret };
  });
}

/** Stops sending; what happens meanwhile is kept for when the endpoint goes on. @throws DomainError not_found, webhook_state */
export async function pauseEndpoint(deps: OwnDeps, input: { endpointId: string }): Promise<void> {
  const { endpointId } = input;
  await deps.transact(async (tx) => {
    const { state } = await requireEndpoint(tx, deps, endpointId);
    if (state !== "active") throw new DomainError("webhook_state");
    await tx.webhookEndpoint.update({
      where: { id: endpointId },
      data: { state: "paused", pausedReason: "owner", pausedAt: instant(deps.now) },
      select: { id: true },
    });
    await tx.webhookDelivery.updateMany({
      where: { endpointId, tenantId: deps.scope.tenantId, state: "waiting" },
      data: { state: "held", dueAt: null },
    });
    await audit(tx, deps, { action: "webhook.pause", endpointId, after: { state: "paused" } });
  });
}

/** Goes on, and sends what was kept back meanwhile. @throws DomainError not_found, webhook_state */
export async function resumeEndpoint(deps: OwnDeps, input: { endpointId: string }): Promise<void> {
  const { endpointId } = input;
  await deps.transact(async (tx) => {
    const { state } = await requireEndpoint(tx, deps, endpointId);
    if (state !== "paused") throw new DomainError("webhook_state");
    await tx.webhookEndpoint.update({
      where: { id: endpointId },
      data: {
        state: "active",
        pausedReason: null,
        pausedAt: null,
        failingSince: null,
        failures: 0,
        quietUntil: null,
      },
      select: { id: true },
    });
    const { count } = await tx.webhookDelivery.updateMany({
      where: { endpointId, tenantId: deps.scope.tenantId, state: "held" },
      data: { state: "waiting", dueAt: instant(deps.now), attempts: 0, firstTriedAt: null },
    });
    await audit(tx, deps, {
      action: "webhook.resume",
      endpointId,
      after: { state: "active", released: count },
    });
    await wakeSender(tx);
  });
}

/** Removes an endpoint; its log stays for as long as logs are kept. @throws DomainError not_found */
export async function removeEndpoint(deps: OwnDeps, input: { endpointId: string }): Promise<void> {
  const { endpointId } = input;
  await deps.transact(async (tx) => {
    const { name, url } = await requireEndpoint(tx, deps, endpointId);
    await tx.webhookEndpoint.update({
      where: { id: endpointId },
      data: { removedAt: instant(deps.now) },
      select: { id: true },
    });
    await tx.webhookDelivery.updateMany({
      where: { endpointId, tenantId: deps.scope.tenantId, state: { in: ["waiting", "held"] } },
      data: { state: "failed", dueAt: null, settledAt: instant(deps.now) },
    });
    await audit(tx, deps, { action: "webhook.remove", endpointId, before: { name, url } });
  });
}

/** An endpoint of the person's merchant. @throws DomainError not_found, also for one of others */
export async function requireEndpoint(tx: Tx, deps: OwnDeps, endpointId: string) {
  const endpoint = await tx.webhookEndpoint.findFirst({
    where: { id: endpointId, tenantId: deps.scope.tenantId, removedAt: null },
    select: { name: true, url: true, eventTypes: true, state: true, secrets: true },
  });
  if (!endpoint) throw new DomainError("not_found");
  return endpoint;
}

type Told = {
  readonly action: AuditAction;
  readonly endpointId: string;
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
};

async function audit(tx: Tx, deps: OwnDeps, { endpointId, ...told }: Told): Promise<void> {
  await recordAudit(tx, deps, { ...told, subjectId: endpointId, tenantId: deps.scope.tenantId });
}

/** Has the worker look for messages when the transaction commits. */
export async function wakeSender(tx: Tx): Promise<void> {
  await sqlOfTx(tx)("SELECT pg_notify($1, '')::text AS notified", [WEBHOOKS_CHANNEL]);
}
