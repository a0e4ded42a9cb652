import type { MerchantScope } from "@/server/kernel/scope";
import type { Sql, Tx } from "@/server/platform/db";
import { type ApiScope, isApiScope, type KeyState, LAST_USE_STEP_MS, stateOfKey } from "./rules";

/** A key as its owner sees it. The key itself is nowhere. */
export type KeyRow = {
  readonly keyId: string;
  readonly name: string;
  readonly last4: string;
  readonly scopes: readonly ApiScope[];
  readonly state: KeyState;
  readonly createdAtMs: number;
  readonly endsAtMs: number | null;
  readonly lastUsedAtMs: number | null;
};

/** The keys of the person's merchant, newest first. @param nowMs wall time */
export async function listKeys(tx: Tx, scope: MerchantScope, nowMs: number): Promise<KeyRow[]> {
  const rows = await tx.apiKey.findMany({
    where: { tenantId: scope.tenantId },
    orderBy: { id: "desc" },
    take: 100,
    select: {
      id: true,
      name: true,
      last4: true,
      scopes: true,
      createdAt: true,
      endsAt: true,
      lastUsedAt: true,
    },
  });
  return rows.map((row) => ({
    keyId: row.id,
    name: row.name,
    last4: row.last4,
    scopes: row.scopes.filter(isApiScope),
    state: stateOfKey({ endsAtMs: row.endsAt?.getTime() ?? null }, nowMs),
    createdAtMs: row.createdAt.getTime(),
    endsAtMs: row.endsAt?.getTime() ?? null,
    lastUsedAtMs: row.lastUsedAt?.getTime() ?? null,
  }));
}

export type FoundKey = {
  readonly keyId: string;
  readonly tenantId: string;
  readonly scopes: readonly ApiScope[];
};

type FoundRow = { id: string; tenant_id: string; scopes: string[]; is_stale: boolean };

/**
 * The key with a hash, while it works, on a role that searches across tenants. Its last use is noted to the hour.
 * @param nowMs wall time: a key's end does not follow the business clock
 */
export async function findKey(sql: Sql, hash: Uint8Array, nowMs: number): Promise<FoundKey | null> {
  const [row] = await sql<FoundRow>(
    `SELECT id, tenant_id, scopes,
            last_used_at IS NULL OR last_used_at < to_timestamp(($2::float8 - $3::float8) / 1000) AS is_stale
     FROM api_key WHERE hash = $1 AND (ends_at IS NULL OR ends_at > to_timestamp($2::float8 / 1000))`,
    [hash, nowMs, LAST_USE_STEP_MS],
  );
  if (!row) return null;
  if (row.is_stale) {
    await sql("UPDATE api_key SET last_used_at = to_timestamp($2::float8 / 1000) WHERE id = $1", [
      row.id,
      nowMs,
    ]);
  }
  return { keyId: row.id, tenantId: row.tenant_id, scopes: row.scopes.filter(isApiScope) };
}
