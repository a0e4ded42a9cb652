import type { AuditAction } from "@/server/audit/actions.data";
import { recordAudit } from "@/server/audit/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { MerchantScope } from "@/server/kernel/scope";
import { wallNow } from "@/server/platform/clock";
import { sha256 } from "@/server/platform/crypto";
import type { Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { env } from "@/server/platform/env";
import { type ApiScope, isApiScope, KEYS_MAX, newKeyText, ROTATION_GRACE_MS, stateOfKey } from "./rules";
import type { CreateKeyInput } from "./schema";

/** A key that has just been made: the only time that its text is known to anyone. */
export type NewKey = { readonly keyId: string; readonly text: string };

/**
 * Makes a key for the merchant's own systems.
 * @throws DomainError api_keys_full
 */
export async function createKey(deps: Deps<MerchantScope>, input: CreateKeyInput): Promise<NewKey> {
  return deps.transact(async (tx) => {
    const live = await tx.apiKey.count({
      where: {
        tenantId: deps.scope.tenantId,
        OR: [{ endsAt: null }, { endsAt: { gt: instant(wallNow()) } }],
      },
    });
    if (live >= KEYS_MAX) throw new DomainError("api_keys_full", { max: KEYS_MAX });
    return writeKey(tx, deps, input);
  });
}

/**
 * Puts a new key beside an old one: the old one goes on for a day, so that no call is refused in between.
 * @throws DomainError not_found, also for a key that has ended
 */
export async function rotateKey(deps: Deps<MerchantScope>, input: { keyId: string }): Promise<NewKey> {
  return deps.transact(async (tx) => {
    const old = await getLiveKey(tx, deps, input.keyId);
    await endKey(tx, deps, {
      keyId: input.keyId,
      endsAtMs: wallNow() + ROTATION_GRACE_MS,
      action: "api_key.rotate",
    });
    return writeKey(tx, deps, old);
  });
}

/** Ends a key at once. @throws DomainError not_found, also for a key that has ended */
export async function revokeKey(deps: Deps<MerchantScope>, input: { keyId: string }): Promise<void> {
  await deps.transact(async (tx) => {
    await getLiveKey(tx, deps, input.keyId);
    await endKey(tx, deps, { keyId: input.keyId, endsAtMs: wallNow(), action: "api_key.revoke" });
  });
}

async function writeKey(
  tx: Tx,
  deps: Deps<MerchantScope>,
  { name, scopes }: { readonly name: string; readonly scopes: readonly ApiScope[] },
): Promise<NewKey> {
  const text = newKeyText(deps.random, env().sandbox);
  const keyId = deps.newId("apiKey");
  const { tenantId, personId } = deps.scope;
  await tx.apiKey.create({
    data: {
      id: keyId,
      tenantId,
      name,
      hash: sha256(text),
      last4: text.slice(-4),
      scopes: [...scopes],
      createdBy: personId,
      createdAt: instant(deps.now),
    },
    select: { id: true },
  });
  await recordAudit(tx, deps, {
    action: "api_key.create",
    subjectId: keyId,
    tenantId,
    after: { name, scopes: [...scopes] },
  });
  return { keyId, text };
}

async function getLiveKey(tx: Tx, deps: Deps<MerchantScope>, keyId: string) {
  const key = await tx.apiKey.findFirst({
    where: { id: keyId, tenantId: deps.scope.tenantId },
    select: { name: true, scopes: true, endsAt: true },
  });
  if (!key || stateOfKey({ endsAtMs: key.endsAt?.getTime() ?? null }, wallNow()) === "ended") {
    throw new DomainError("not_found");
  }
  return { name: key.name, scopes: key.scopes.filter(isApiScope) };
}

async function endKey(
  tx: Tx,
  deps: Deps<MerchantScope>,
  { keyId, endsAtMs, action }: { keyId: string; endsAtMs: number; action: AuditAction },
): Promise<void> {
  await tx.apiKey.update({ where: { id: keyId }, data: { endsAt: instant(endsAtMs) }, select: { id: true } });
  const after = { endsAt: instant(endsAtMs).toISOString() };
  await recordAudit(tx, deps, { action, subjectId: keyId, tenantId: deps.scope.tenantId, after });
}
