import { recordAuditSql } from "@/server/audit/commands";
import { emitEventsSql } from "@/server/events/commands";
import { DomainError } from "@/server/kernel/errors";
import { isMerchantRole } from "@/server/kernel/permissions";
import type { MerchantScope } from "@/server/kernel/scope";
import { sqlOfTx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { mayBeScoped } from "../../invitations/rules";
import { requireOwnerNow } from "../commands";
import type { AreaManagers } from "./schema";

type Held = { id: string; person_id: string; role: string; area_ids: string[]; by_area: boolean };

/**
 * Says who looks after an area. Who is put in sees its stores, also those that move in later, and no others than those
 * of their areas and their own; who is taken out of the last one sees none until the owner gives them other stores.
 * @throws DomainError not_permitted unless an owner asks, not_found for an unknown area or member, invalid_input for a
 * role that always covers the whole merchant
 */
export async function setAreaManagers(deps: Deps<MerchantScope>, input: AreaManagers): Promise<void> {
  const { tenantId } = deps.scope;
  const wanted = [...new Set(input.membershipIds)];
  await deps.transact(async (tx) => {
    await requireOwnerNow(tx, deps);
    const sql = sqlOfTx(tx);
    const area = await sql("SELECT 1 FROM store_area WHERE id = $1 AND tenant_id = $2 FOR UPDATE", [
      input.areaId,
      tenantId,
    ]);
    if (area.length === 0) throw new DomainError("not_found", {}, "areaId");
    const held = await sql<Held>(
      `SELECT id, person_id, role, coalesce(area_ids, '{}') AS area_ids, by_area FROM membership
       WHERE tenant_id = $1 AND revoked_at IS NULL AND (id = ANY($2::text[]) OR $3 = ANY(area_ids))
       ORDER BY id FOR UPDATE`,
      [tenantId, wanted, input.areaId],
    );
    const known = held.filter(({ id }) => wanted.includes(id));
    if (known.length !== wanted.length) throw new DomainError("not_found", {}, "membershipIds");
    if (known.some(({ role }) => !isMerchantRole(role) || !mayBeScoped(role)))
      throw new DomainError("invalid_input", {}, "membershipIds");
    const changes = held.flatMap((one) => {
      const has = one.area_ids.includes(input.areaId);
      if (has === wanted.includes(one.id)) return [];
      const areaIds = has
        ? one.area_ids.filter((areaId) => areaId !== input.areaId)
        : [...one.area_ids, input.areaId];
      return [{ ...one, areaIds }];
    });
    await sql(
      `UPDATE membership m SET by_area = true, area_ids = ARRAY(SELECT jsonb_array_elements_text(g.area_ids))
       FROM jsonb_to_recordset($1::text::jsonb) AS g(id text, area_ids jsonb) WHERE m.id = g.id`,
      [JSON.stringify(changes.map(({ id, areaIds }) => ({ id, area_ids: areaIds })))],
    );
    await recordAuditSql(
      sql,
      deps,
      changes.map(({ id, area_ids, areaIds }) => ({
        action: "membership.areas",
        subjectId: id,
        tenantId,
        before: { areaIds: area_ids },
        after: { areaIds },
      })),
    );
    await emitEventsSql(
      sql,
      deps,
      changes.map(({ id, person_id }) => ({
        type: "membership.changed" as const,
        tenantId,
        subjectId: id,
        payload: { membershipId: id, personId: person_id },
      })),
    );
  });
}
