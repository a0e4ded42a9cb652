import type { AuditAction } from "@/server/audit/actions.data";
import { recordAudit } from "@/server/audit/commands";
import { emitEvent } from "@/server/events/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { MerchantRole } from "@/server/kernel/permissions";
import type { MerchantScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { endInvitations, resendInvitation, revokeInvitation, writeInvitation } from "../invitations/commands";
import type { PersonLocale } from "../rules";
import { endSessions } from "../sessions/commands";

type TeamDeps = Deps<MerchantScope>;

/**
 * Locks the merchant's owners and asks whether the actor still is one: of two who remove each other at once the
 * second no longer may.
 * @returns the memberships of the owners
 */
export async function requireOwnerNow(tx: Tx, deps: TeamDeps): Promise<readonly string[]> {
  const owners = await sqlOfTx(tx)<{ id: string; personId: string; blocked: boolean }>(
    `SELECT m.id, m.person_id AS "personId", p.blocked_at IS NOT NULL AS blocked
     FROM membership m JOIN person p ON p.id = m.person_id
     WHERE m.tenant_id = $1 AND m.role = 'owner' AND m.revoked_at IS NULL ORDER BY m.id FOR UPDATE OF m`,
    [deps.scope.tenantId],
  );
  if (!owners.some(({ personId }) => personId === deps.scope.personId))
    throw new DomainError("not_permitted");
  return owners.filter(({ blocked }) => !blocked).map(({ id }) => id);
}

/** Every store named is one of the merchant's own; a foreign one is answered as unknown. */
async function requireOwnStores(tx: Tx, deps: TeamDeps, storeIds: readonly string[]): Promise<void> {
  if (storeIds.length === 0) return;
  const known = await tx.store.count({
    where: { tenantId: deps.scope.tenantId, id: { in: [...storeIds] } },
  });
  if (known !== new Set(storeIds).size) throw new DomainError("not_found", {}, "storeIds");
}

/**
 * Invites somebody to the merchant's team by mail.
 * @throws DomainError not_permitted, not_found for an unknown store, already_member
 */
export async function inviteMember(
  deps: TeamDeps,
  invited: {
    readonly email: string;
    readonly name: string;
    readonly role: MerchantRole;
    readonly storeIds: readonly string[];
    readonly locale: PersonLocale;
  },
): Promise<{ invitationId: string }> {
  const { tenantId } = deps.scope;
  return deps.transact(async (tx) => {
    await requireOwnerNow(tx, deps);
    await requireOwnStores(tx, deps, invited.storeIds);
    const held = await tx.membership.count({
      where: { tenantId, revokedAt: null, person: { email: invited.email } },
    });
    if (held > 0) throw new DomainError("already_member", {}, "email");
    return writeInvitation(tx, deps, { ...invited, tenantId });
  });
}

/** Sends an invitation again. @throws DomainError not_permitted, not_found, invitation_void */
export async function resendMemberInvitation(deps: TeamDeps, input: { invitationId: string }): Promise<void> {
  await deps.transact(async (tx) => {
    await requireOwnerNow(tx, deps);
    await resendInvitation(tx, deps, { ...input, tenantId: deps.scope.tenantId });
  });
}

/** Withdraws an invitation. @throws DomainError not_permitted, not_found, invitation_void */
export async function revokeMemberInvitation(deps: TeamDeps, input: { invitationId: string }): Promise<void> {
  await deps.transact(async (tx) => {
    await requireOwnerNow(tx, deps);
    await revokeInvitation(tx, deps, { ...input, tenantId: deps.scope.tenantId });
  });
}

type HeldMembership = {
  readonly personId: string;
  readonly role: string;
  readonly storeIds: readonly string[];
};

async function getMember(tx: Tx, deps: TeamDeps, membershipId: string): Promise<HeldMembership> {
  const held = await tx.membership.findFirst({
    where: { id: membershipId, tenantId: deps.scope.tenantId, revokedAt: null },
    select: { personId: true, role: true, storeIds: true },
  });
  if (!held) throw new DomainError("not_found");
  return held;
}

/**
 * Gives a member another role or other stores; their sessions end, so that it holds at once. An owner always remains.
 * @throws DomainError not_permitted, not_found, last_owner
 */
export async function changeMember(
  deps: TeamDeps,
  input: { readonly membershipId: string; readonly role: MerchantRole; readonly storeIds: readonly string[] },
): Promise<void> {
  const { membershipId, role } = input;
  const storeIds = [...new Set(input.storeIds)];
  await deps.transact(async (tx) => {
    const owners = await requireOwnerNow(tx, deps);
    const before = await getMember(tx, deps, membershipId);
    if (role !== "owner") requireOtherOwner(owners, membershipId);
    await requireOwnStores(tx, deps, storeIds);
    await tx.membership.update({
      where: { id: membershipId },
      data: { role, storeIds, byArea: false, areaIds: [] },
      select: { id: true },
    });
    await tellMembership(tx, deps, {
      membershipId,
      before,
      after: { role, storeIds },
      action: "membership.change",
    });
  });
}

/**
 * Takes a member out of the team: their sessions end, and invitations that were open for them. An owner always
 * remains.
 * @throws DomainError not_permitted, not_found, last_owner
 */
export async function removeMember(
  deps: TeamDeps,
  { membershipId }: { membershipId: string },
): Promise<void> {
  await deps.transact(async (tx) => {
    const owners = await requireOwnerNow(tx, deps);
    const before = await getMember(tx, deps, membershipId);
    requireOtherOwner(owners, membershipId);
    await tx.membership.update({
      where: { id: membershipId },
      data: { revokedAt: instant(deps.now) },
      select: { id: true },
    });
    const { email } = await tx.person.findUniqueOrThrow({
      where: { id: before.personId },
      select: { email: true },
    });
    await endInvitations(tx, deps, { tenantId: deps.scope.tenantId, email });
    await tellMembership(tx, deps, {
      membershipId,
      before,
      after: { role: null },
      action: "membership.remove",
    });
  });
}

/** @throws DomainError last_owner when nobody else would be an owner who can sign in */
function requireOtherOwner(owners: readonly string[], membershipId: string): void {
  if (owners.includes(membershipId) && owners.length === 1) throw new DomainError("last_owner");
}

async function tellMembership(
  tx: Tx,
  deps: TeamDeps,
  change: {
    readonly membershipId: string;
    readonly before: HeldMembership;
    readonly after: Record<string, unknown>;
    readonly action: AuditAction;
  },
): Promise<void> {
  const { membershipId, before, after, action } = change;
  const { personId } = before;
  const { tenantId } = deps.scope;
  const sessionsEnded = await endSessions(tx, personId);
  await recordAudit(tx, deps, {
    action,
    subjectId: membershipId,
    tenantId,
    before,
    after: { personId, ...after, sessionsEnded },
  });
  await emitEvent(tx, deps, {
    type: "membership.changed",
    tenantId,
    subjectId: membershipId,
    payload: { membershipId, personId },
  });
}
