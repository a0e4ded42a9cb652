import type { OperatorScope } from "@/server/kernel/scope";
import type { Tx } from "@/server/platform/db";

export type StaffMember = {
  readonly personId: string;
  readonly email: string;
  readonly name: string;
  readonly blockedAtMs: number | null;
  readonly lastSignInAtMs: number | null;
  /** Kinds of the factors that the person has set up. */
  readonly factors: readonly string[];
  /** The reader's own line: it cannot be changed by the reader. */
  readonly self: boolean;
  readonly roles: readonly { readonly membershipId: string; readonly role: string }[];
};

/** Everyone with a role at the operator, by e-mail. There are dozens, so there is no paging. */
export async function listStaff(tx: Tx, scope: OperatorScope): Promise<StaffMember[]> {
  const held = { tenantId: null, revokedAt: null };
  const people = await tx.person.findMany({
    where: { memberships: { some: held } },
    orderBy: { email: "asc" },
    select: {
      id: true,
      email: true,
      name: true,
      blockedAt: true,
      memberships: { where: held, orderBy: { id: "asc" }, select: { id: true, role: true } },
      factors: { where: { confirmedAt: { not: null } }, orderBy: { id: "asc" }, select: { kind: true } },
      sessions: { orderBy: { createdAt: "desc" }, take: 1, select: { createdAt: true } },
    },
  });
  return people.map((person) => ({
    personId: person.id,
    email: person.email,
    name: person.name,
    blockedAtMs: person.blockedAt?.getTime() ?? null,
    lastSignInAtMs: person.sessions[0]?.createdAt.getTime() ?? null,
    factors: person.factors.map(({ kind }) => kind),
    self: person.id === scope.personId,
    roles: person.memberships.map(({ id, role }) => ({ membershipId: id, role })),
  }));
}
