import type { MerchantScope } from "@/server/kernel/scope";
import type { Tx } from "@/server/platform/db";

/** Someone with a role at a merchant. No store named means all of them. */
export type TeamMember = {
  readonly membershipId: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly storeIds: readonly string[];
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
      person: { select: { id: true, name: true, email: true } },
    },
  });
  return rows.map(({ id, role, storeIds, person }) => ({
    membershipId: id,
    name: person.name,
    email: person.email,
    role,
    storeIds,
    storeCount: storeIds.length === 0 ? "all" : storeIds.length,
    self: person.id === scope.personId,
  }));
}
