import type { MerchantScope } from "@/server/kernel/scope";
import type { Tx } from "@/server/platform/db";

/** Someone with a role at a merchant. No store named means all of them. */
export type TeamMember = {
  readonly membershipId: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly storeIds: readonly string[];
  /** Areas that they look after; their stores are part of `storeCount`. */
  readonly areaIds: readonly string[];
  readonly storeCount: number | "all";
  /** The reader's own line. */
  readonly self: boolean;
};

/** The people of the scope's tenant, longest first. A person's roles elsewhere are not part of it. */
export async function listTeam(tx: Tx, scope: MerchantScope): Promise<TeamMember[]> {
  const rows = await tx.membership.findMany({
    where: { tenantId: scope.tenantId, revokedAt: null },
    orderBy: { id: "asc" },
    select: {
      id: true,
      role: true,
      storeIds: true,
      byArea: true,
      areaIds: true,
      person: { select: { id: true, name: true, email: true } },
    },
  });
  const sizes = await areaSizes(tx, scope);
  return rows.map(({ id, role, storeIds, byArea, areaIds, person }) => ({
    membershipId: id,
    name: person.name,
    email: person.email,
    role,
    storeIds,
    areaIds,
    storeCount:
      storeIds.length === 0 && !byArea
        ? "all"
        : storeIds.length + areaIds.reduce((sum, areaId) => sum + (sizes.get(areaId) ?? 0), 0),
    self: person.id === scope.personId,
  }));
}

async function areaSizes(tx: Tx, scope: MerchantScope): Promise<Map<string, number>> {
  const sizes = await tx.store.groupBy({
    by: ["areaId"],
    where: { tenantId: scope.tenantId, areaId: { not: null } },
    _count: { _all: true },
  });
  return new Map(sizes.map(({ areaId, _count }) => [areaId ?? "", _count._all]));
}
