import type { AuditAction } from "@/server/audit/actions.data";
import { recordAudit } from "@/server/audit/commands";
import { emitEvent } from "@/server/events/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { Role } from "@/server/kernel/permissions";
import { seal, sha256Hex } from "@/server/platform/crypto";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { spendRateLimit } from "@/server/platform/rate-limit";
import { tokenText } from "@/server/platform/session-cookie";
import type { PersonLocale } from "../rules";
import { invitationAad } from "./queries";
import { ASK_LIMITS, INVITATION_MS } from "./rules";

export type InvitationDeps = Pick<Deps, "actor" | "requestId" | "now" | "newId" | "random">;

export type NewInvitation = {
  /** Null for the operator's own staff. */
  readonly tenantId: string | null;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly storeIds: readonly string[];
  readonly locale: PersonLocale;
};

/** A new token of an invitation: to be found by its hash, and to be mailed from its ciphertext. */
function newToken(deps: InvitationDeps, id: string) {
  const token = tokenText(deps.random(32));
  const { keyId, data } = seal(token, invitationAad(id));
  return {
    tokenHash: sha256Hex(token),
    sealed: data,
    keyId,
    expiresAt: instant(deps.now + INVITATION_MS),
    invitedBy: deps.actor.id,
    askedAgainAt: null,
  };
}

async function tell(
  tx: Tx,
  deps: InvitationDeps,
  told: {
    invitationId: string;
    tenantId: string | null;
    action: AuditAction;
    after?: Record<string, unknown>;
  },
): Promise<void> {
  const { invitationId, tenantId, action, after } = told;
  await recordAudit(tx, deps, { action, subjectId: invitationId, tenantId, after });
  if (action === "invitation.revoke") return;
  await emitEvent(tx, deps, {
    type: "invitation.sent",
    tenantId,
    subjectId: invitationId,
    payload: { invitationId },
  });
}

/**
 * Writes an invitation and has it mailed. Inviting the same address again replaces what was open for it, so that
 * only the newest link works. Whoever calls this has the permission to.
 */
export async function writeInvitation(
  tx: Tx,
  deps: InvitationDeps,
  invited: NewInvitation,
): Promise<{ invitationId: string }> {
  const { tenantId, email, name, role, storeIds, locale } = invited;
  await endInvitations(tx, deps, tenantId === null ? { tenantId, email, role } : { tenantId, email });
  const id = deps.newId("invitation");
  await tx.invitation.create({
    data: {
      id,
      tenantId,
      email,
      name,
      role,
      storeIds: [...storeIds],
      locale,
      createdAt: instant(deps.now),
      ...newToken(deps, id),
    },
    select: { id: true },
  });
  const after = { email, name, role, storeIds };
  await tell(tx, deps, { invitationId: id, tenantId, action: "invitation.send", after });
  return { invitationId: id };
}

/** Withdraws what is open of somebody, such as of a person who has just been removed. */
export async function endInvitations(
  tx: Tx,
  deps: InvitationDeps,
  of: { tenantId: string | null; email: string; role?: Role },
): Promise<void> {
  await tx.invitation.updateMany({
    where: { ...of, acceptedAt: null, revokedAt: null },
    data: { revokedAt: instant(deps.now), ...NO_TOKEN },
  });
}

/** An ended invitation holds no token; its hash stays, so that its link is known to have been good once. */
export const NO_TOKEN = { sealed: new Uint8Array(), keyId: "erased" };

/**
 * Sends an open or expired invitation again: a new link, seven more days, and the old link ends.
 * @throws DomainError not_found, invitation_void
 */
export async function resendInvitation(
  tx: Tx,
  deps: InvitationDeps,
  { invitationId, tenantId }: { invitationId: string; tenantId: string | null },
): Promise<void> {
  await requireWaiting(tx, { invitationId, tenantId });
  await tx.invitation.update({
    where: { id: invitationId },
    data: newToken(deps, invitationId),
    select: { id: true },
  });
  await tell(tx, deps, { invitationId, tenantId, action: "invitation.resend" });
}

/** Withdraws an invitation; its link ends at once. @throws DomainError not_found, invitation_void */
export async function revokeInvitation(
  tx: Tx,
  deps: InvitationDeps,
  { invitationId, tenantId }: { invitationId: string; tenantId: string | null },
): Promise<void> {
  await requireWaiting(tx, { invitationId, tenantId });
  await tx.invitation.update({
    where: { id: invitationId },
    data: { revokedAt: instant(deps.now), ...NO_TOKEN },
    select: { id: true },
  });
  await tell(tx, deps, { invitationId, tenantId, action: "invitation.revoke" });
}

async function requireWaiting(
  tx: Tx,
  { invitationId, tenantId }: { invitationId: string; tenantId: string | null },
): Promise<void> {
  const [row] = await sqlOfTx(tx)<{ waits: boolean }>(
    `SELECT accepted_at IS NULL AND revoked_at IS NULL AS waits FROM invitation
     WHERE id = $1 AND tenant_id IS NOT DISTINCT FROM $2 FOR UPDATE`,
    [invitationId, tenantId],
  );
  if (!row) throw new DomainError("not_found");
  if (!row.waits) throw new DomainError("invitation_void");
}

/**
 * Asks whoever invited for a new invitation, with the token of the one that has expired. The answer is the same for
 * a token that never was.
 * @throws DomainError too_many_requests
 */
export async function askAgain(
  deps: Deps,
  { token, clientAddress }: { token: string; clientAddress: string },
): Promise<void> {
  await spendRateLimit(ASK_LIMITS.byAddress, clientAddress);
  await spendRateLimit(ASK_LIMITS.byInvitation, token);
  await deps.transact(async (tx) => {
    const [asked] = await tx.invitation.updateManyAndReturn({
      where: {
        tokenHash: sha256Hex(token),
        acceptedAt: null,
        revokedAt: null,
        askedAgainAt: null,
        expiresAt: { lte: instant(deps.now) },
      },
      data: { askedAgainAt: instant(deps.now) },
      select: { id: true, tenantId: true },
    });
    if (!asked) return;
    const { id: invitationId, tenantId } = asked;
    await recordAudit(tx, deps, { action: "invitation.ask_again", subjectId: invitationId, tenantId });
    await emitEvent(tx, deps, {
      type: "invitation.asked_again",
      tenantId,
      subjectId: invitationId,
      payload: { invitationId },
    });
  });
}
