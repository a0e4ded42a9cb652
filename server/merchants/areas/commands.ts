import { recordAudit, recordAuditSql } from "@/server/audit/commands";
import { DomainError } from "@/server/kernel/errors";
import { linesOf } from "@/server/kernel/pasted-list";
import type { MerchantScope } from "@/server/kernel/scope";
import { type Sql, sqlOfTx, type Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import type { AreaChange, StoreMove } from "./schema";

type AreaDeps = Pick<Deps, "now" | "newId" | "actor" | "requestId">;

/**
 * Areas by their names, made where they are missing, inside the caller's transaction.
 * @returns the id of each name
 */
export async function ensureAreas(
  sql: Sql,
  deps: AreaDeps,
  request: { readonly tenantId: string; readonly names: readonly string[] },
): Promise<Map<string, string>> {
  const { tenantId } = request;
  const names = [...new Set(request.names)];
  if (names.length === 0) return new Map();
  const made = await sql<{ id: string; name: string }>(
    `INSERT INTO store_area (id, tenant_id, name, created_at)
     SELECT id, $3, name, to_timestamp($4::float8 / 1000) FROM unnest($1::text[], $2::text[]) AS given(id, name)
     ON CONFLICT (tenant_id, name) DO NOTHING RETURNING id, name`,
    [names.map(() => deps.newId("storeArea")), names, tenantId, deps.now],
  );
  await recordAuditSql(
    sql,
    deps,
    made.map(({ id, name }) => ({ action: "area.create", subjectId: id, tenantId, after: { name } })),
  );
  const rows = await sql<{ id: string; name: string }>(
    "SELECT id, name FROM store_area WHERE tenant_id = $1 AND name = ANY($2::text[])",
    [tenantId, names],
  );
  return new Map(rows.map((row) => [row.name, row.id]));
}

/** Only who sees the whole merchant arranges its areas. */
function requireWhole(scope: MerchantScope): void {
  if (scope.storeIds !== "all") throw new DomainError("not_permitted");
}

async function requirePayoutGroup(tx: Tx, scope: MerchantScope, payoutGroupId: string | null): Promise<void> {
  if (payoutGroupId === null) return;
  const known = await tx.payoutGroup.count({ where: { id: payoutGroupId, tenantId: scope.tenantId } });
  if (known === 0) throw new DomainError("not_found", {}, "payoutGroupId");
}

/** A new area. @throws DomainError not_permitted, not_found for a foreign payout group, area_known */
export async function addArea(
  deps: Deps<MerchantScope>,
  input: { readonly name: string },
): Promise<{ areaId: string }> {
  const { scope } = deps;
  requireWhole(scope);
  return deps.transact(async (tx) => {
    const known = await tx.storeArea.count({ where: { tenantId: scope.tenantId, name: input.name } });
    if (known > 0) throw new DomainError("area_known", {}, "name");
    const areas = await ensureAreas(sqlOfTx(tx), deps, { tenantId: scope.tenantId, names: [input.name] });
    return { areaId: areas.get(input.name) ?? "" };
  });
}

/**
 * Names an area and says what its stores do otherwise than the merchant; null inherits. Its stores are paid to its
 * payout group from now on, or to the merchant's first.
 * @throws DomainError not_permitted, not_found, area_known
 */
export async function changeArea(deps: Deps<MerchantScope>, input: AreaChange): Promise<void> {
  const { scope } = deps;
  requireWhole(scope);
  const { areaId, ...settings } = input;
  const { tenantId } = scope;
  await deps.transact(async (tx) => {
    const sql = sqlOfTx(tx);
    await sql("SELECT 1 FROM store_area WHERE id = $1 AND tenant_id = $2 FOR UPDATE", [areaId, tenantId]);
    const before = await tx.storeArea.findFirst({
      where: { id: areaId, tenantId },
      select: { name: true, payoutGroupId: true, posterFormat: true, language: true },
    });
    if (!before) throw new DomainError("not_found");
    await requirePayoutGroup(tx, scope, settings.payoutGroupId);
    const twins = await tx.storeArea.count({ where: { tenantId, name: settings.name, NOT: { id: areaId } } });
    if (twins > 0) throw new DomainError("area_known", {}, "name");
    await tx.storeArea.update({ where: { id: areaId }, data: settings, select: { id: true } });
    if (settings.payoutGroupId !== before.payoutGroupId) await payStoresOf(sql, { tenantId, areaId });
    await recordAudit(tx, deps, {
      action: "area.change",
      subjectId: areaId,
      tenantId,
      before,
      after: settings,
    });
  });
}

/** Stores of an area are paid to its payout group, else to the merchant's first. */
async function payStoresOf(
  sql: Sql,
  { tenantId, areaId }: { tenantId: string; areaId: string },
): Promise<void> {
  await sql(
    `UPDATE store SET payout_group_id = coalesce(
       (SELECT payout_group_id FROM store_area WHERE id = $1), (SELECT min(id) FROM payout_group WHERE merchant_id = $2))
     WHERE area_id = $1 AND merchant_id = $2`,
    [areaId, tenantId],
  );
}

/**
 * Takes an area away; its stores stay, belong to none and are paid as the merchant is.
 * @throws DomainError not_permitted, not_found
 */
export async function removeArea(
  deps: Deps<MerchantScope>,
  input: { readonly areaId: string },
): Promise<void> {
  const { scope } = deps;
  requireWhole(scope);
  await deps.transact(async (tx) => {
    const area = await tx.storeArea.findFirst({
      where: { id: input.areaId, tenantId: scope.tenantId },
      select: { name: true },
    });
    if (!area) throw new DomainError("not_found");
    const { areaId } = input;
    await tx.storeArea.update({ where: { id: areaId }, data: { payoutGroupId: null }, select: { id: true } });
    await payStoresOf(sqlOfTx(tx), { tenantId: scope.tenantId, areaId });
    await tx.storeArea.delete({ where: { id: input.areaId }, select: { id: true } });
    await recordAudit(tx, deps, {
      action: "area.remove",
      subjectId: input.areaId,
      tenantId: scope.tenantId,
      before: area,
    });
  });
}

export type StoresMoved = {
  readonly moved: number;
  /** Lines that no store answers to. */
  readonly unknown: readonly string[];
};

/**
 * Moves stores into an area, or out of every area with null: its managers see them at once, and what the area says of
 * payout holds for them from now on.
 * @throws DomainError not_permitted, not_found for a foreign area
 */
export async function moveStores(deps: Deps<MerchantScope>, input: StoreMove): Promise<StoresMoved> {
  const { scope } = deps;
  requireWhole(scope);
  const { tenantId } = scope;
  const lines = linesOf(input.list);
  return deps.transact(async (tx) => {
    const sql = sqlOfTx(tx);
    if (input.areaId !== null) {
      const known = await tx.storeArea.count({ where: { id: input.areaId, tenantId } });
      if (known === 0) throw new DomainError("not_found", {}, "areaId");
    }
    const rows = await sql<{ id: string; name: string; store_number: string | null; area_id: string | null }>(
      `SELECT id, name, store_number, area_id FROM store
       WHERE merchant_id = $2 AND (id = ANY($1::text[]) OR store_number = ANY($1) OR name = ANY($1))
       ORDER BY id FOR UPDATE`,
      [lines, tenantId],
    );
    const answered = new Set(rows.flatMap(({ id, name, store_number }) => [id, name, store_number ?? id]));
    const moving = rows.filter((row) => row.area_id !== input.areaId);
    await sql(
      `UPDATE store SET area_id = $2, payout_group_id = coalesce(
         (SELECT payout_group_id FROM store_area WHERE id = $2), (SELECT min(id) FROM payout_group WHERE merchant_id = $3))
       WHERE id = ANY($1::text[])`,
      [moving.map(({ id }) => id), input.areaId, tenantId],
    );
    await recordAuditSql(
      sql,
      deps,
      moving.map(({ id, area_id }) => ({
        action: "store.move",
        subjectId: id,
        tenantId,
        before: { areaId: area_id },
        after: { areaId: input.areaId },
      })),
    );
    return { moved: moving.length, unknown: lines.filter((line) => !answered.has(line)) };
  });
}
