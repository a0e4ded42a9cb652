import { recordAudit } from "@/server/audit/commands";
import { emitEvent } from "@/server/events/commands";
import { instant } from "@/server/kernel/calendar";
import type { MerchantRole } from "@/server/kernel/permissions";
import type { Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";

type MembershipDeps = Pick<Deps, "actor" | "requestId" | "now" | "newId">;

/**
 * Gives a person a role at a tenant, or another one where they have one. Called inside the transaction that makes
 * the tenant or accepts an invitation; whoever calls it has the permission to.
 * @param storeIds the stores it covers; none means all of them
 */
export async function giveTenantRole(
  tx: Tx,
  deps: MembershipDeps,
  given: { personId: string; tenantId: string; role: MerchantRole; storeIds?: readonly string[] },
): Promise<{ membershipId: string }> {
  const { personId, tenantId, role } = given;
  const storeIds = [...(given.storeIds ?? [])];
  const key = { personId_tenantId: { personId, tenantId } };
  const before = await tx.membership.findUnique({
    where: key,
    select: { role: true, storeIds: true, revokedAt: true },
  });
  const { id } = await tx.membership.upsert({
    where: key,
    create: {
      id: deps.newId("membership"),
      personId,
      tenantId,
      role,
      storeIds,
      createdAt: instant(deps.now),
    },
    update: { role, storeIds, byArea: false, areaIds: [], revokedAt: null },
    select: { id: true },
  });
  await recordAudit(tx, deps, {
    action: "membership.give",
    subjectId: id,
    tenantId,
    before: before ?? undefined,
    after: { personId, role, storeIds },
  });
  await emitEvent(tx, deps, {
    type: "membership.changed",
    tenantId,
    subjectId: id,
    payload: { membershipId: id, personId },
  });
  return { membershipId: id };
}
