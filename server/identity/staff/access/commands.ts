import { recordAudit } from "@/server/audit/commands";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorRole } from "@/server/kernel/permissions";
import type { Tx } from "@/server/platform/db";
import { resendInvitation, revokeInvitation, writeInvitation } from "../../invitations/commands";
import type { PersonLocale } from "../../rules";
import { endSessions } from "../../sessions/commands";
import { refuseSelf, requireManagerNow, type StaffDeps } from "../commands";

/**
 * Invites somebody to the operator's staff. They get the role when they accept, and set up their second factor at
 * their first sign-in.
 * @throws DomainError not_permitted, already_member
 */
export async function inviteStaff(
  deps: StaffDeps,
  invited: { email: string; name: string; role: OperatorRole; locale: PersonLocale },
): Promise<{ invitationId: string }> {
  return deps.transact(async (tx) => {
    await requireManagerNow(tx, deps);
    const { email, role } = invited;
    const held = await tx.membership.count({
      where: { tenantId: null, role, revokedAt: null, person: { email } },
    });
    if (held > 0) throw new DomainError("already_member", {}, "email");
    return writeInvitation(tx, deps, { ...invited, tenantId: null, storeIds: [] });
  });
}

/** Sends an invitation of staff again. @throws DomainError not_permitted, not_found, invitation_void */
export async function resendStaffInvitation(deps: StaffDeps, input: { invitationId: string }): Promise<void> {
  await deps.transact(async (tx) => {
    await requireManagerNow(tx, deps);
    await resendInvitation(tx, deps, { ...input, tenantId: null });
  });
}

/** Withdraws an invitation of staff. @throws DomainError not_permitted, not_found, invitation_void */
export async function revokeStaffInvitation(deps: StaffDeps, input: { invitationId: string }): Promise<void> {
  await deps.transact(async (tx) => {
    await requireManagerNow(tx, deps);
    await revokeInvitation(tx, deps, { ...input, tenantId: null });
  });
}

/**
 * Takes all second factors of somebody who has lost them, recovery codes included, and ends their sessions: they set
 * up a new one at their next sign-in. Never one's own.
 * @throws DomainError not_permitted, not_found, own_account
 */
export async function resetSecondFactor(deps: StaffDeps, { personId }: { personId: string }): Promise<void> {
  await deps.transact(async (tx) => {
    await requireManagerNow(tx, deps);
    refuseSelf(deps, personId);
    await requireStaff(tx, personId);
    const { count } = await tx.secondFactor.deleteMany({ where: { personId } });
    await tx.recoveryCode.deleteMany({ where: { personId } });
    const sessionsEnded = await endSessions(tx, personId);
    await recordAudit(tx, deps, {
      action: "second_factor.reset",
      subjectId: personId,
      tenantId: null,
      before: { factors: count },
      after: { factors: 0, sessionsEnded },
    });
  });
}

/** Signs somebody out everywhere. @throws DomainError not_permitted, not_found */
export async function endStaffSessions(
  deps: StaffDeps,
  { personId }: { personId: string },
): Promise<{ ended: number }> {
  return deps.transact(async (tx) => {
    await requireManagerNow(tx, deps);
    await requireStaff(tx, personId);
    const ended = await endSessions(tx, personId);
    await recordAudit(tx, deps, {
      action: "session.close_all",
      subjectId: personId,
      tenantId: null,
      after: { ended },
    });
    return { ended };
  });
}

/** Staff alone: what a merchant's people do with their accounts is theirs. */
async function requireStaff(tx: Tx, personId: string): Promise<void> {
  const roles = await tx.membership.count({ where: { personId, tenantId: null } });
  if (roles === 0) throw new DomainError("not_found");
}
