import { recordAudit } from "@/server/audit/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import { isMerchantRole, isOperatorRole } from "@/server/kernel/permissions";
import type { SystemScope } from "@/server/kernel/scope";
import { sha256Hex } from "@/server/platform/crypto";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { giveTenantRole } from "../../memberships/commands";
import { sessionLifetimeMs } from "../../rules";
import { giveStaffRole } from "../../staff/commands";
import { NO_TOKEN } from "../commands";
import { mayStandFor } from "../rules";

/** Accepting crosses into a tenant that the person is not of yet; the scope is the process's, the actor the person. */
export type AcceptanceDeps = Deps<SystemScope> & { readonly wallMs: number };

type WaitingRow = {
  readonly id: string;
  readonly tenantId: string | null;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly storeIds: readonly string[];
  /** What whoever invited holds now, at the merchant and among the staff; nothing while they are blocked. */
  readonly atMerchant: readonly string[];
  readonly ofStaff: readonly string[];
};

/**
 * Accepts an invitation as the person whose e-mail it was sent to. It works once, until it expires or is withdrawn,
 * and only while whoever sent it may still invite.
 * @returns the new membership, to act in it
 * @throws DomainError invitation_void, invitation_other_person
 */
export async function acceptInvitation(
  deps: AcceptanceDeps,
  input: { readonly token: string; readonly personId: string; readonly email: string },
): Promise<{ membershipId: string }> {
  const { personId, email, token } = input;
  return deps.transact(async (tx) => {
    const invited = await takeWaiting(tx, deps, token);
    if (invited.email !== email) throw new DomainError("invitation_other_person");
    if (!mayStandFor(invited, invited)) throw new DomainError("invitation_void");
    const membershipId = await giveRole(tx, deps, personId, invited);
    await tx.invitation.update({
      where: { id: invited.id },
      data: { acceptedAt: instant(deps.now), ...NO_TOKEN },
      select: { id: true },
    });
    if (invited.name !== "")
      await tx.person.updateMany({ where: { id: personId, name: "" }, data: { name: invited.name } });
    await recordAudit(tx, deps, {
      action: "invitation.accept",
      subjectId: invited.id,
      tenantId: invited.tenantId,
      after: { personId, membershipId, role: invited.role },
    });
    return { membershipId };
  });
}

const HELD = `SELECT m.role FROM membership m JOIN person p ON p.id = m.person_id
  WHERE m.person_id = i.invited_by AND m.revoked_at IS NULL AND p.blocked_at IS NULL`;

/** Locks the row, so that of two that accept at once the second finds it used. */
async function takeWaiting(tx: Tx, deps: AcceptanceDeps, token: string): Promise<WaitingRow> {
  const [row] = await sqlOfTx(tx)<WaitingRow>(
    `SELECT i.id, i.tenant_id AS "tenantId", i.email, i.name, i.role, i.store_ids AS "storeIds",
            ARRAY(${HELD} AND m.tenant_id = i.tenant_id) AS "atMerchant",
            ARRAY(${HELD} AND m.tenant_id IS NULL) AS "ofStaff"
     FROM invitation i
     WHERE i.token_hash = $1 AND i.accepted_at IS NULL AND i.revoked_at IS NULL
       AND i.expires_at > to_timestamp($2::float8 / 1000) FOR UPDATE OF i`,
    [sha256Hex(token), deps.now],
  );
  if (!row) throw new DomainError("invitation_void");
  return row;
}

async function giveRole(
  tx: Tx,
  deps: AcceptanceDeps,
  personId: string,
  { tenantId, role, storeIds }: WaitingRow,
): Promise<string> {
  if (tenantId === null) {
    if (!isOperatorRole(role)) throw new DomainError("invitation_void");
    // Staff's sessions end with the working day, so those that were opened before do as well.
    const latest = instant(deps.wallMs + sessionLifetimeMs(true));
    await tx.session.updateMany({
      where: { personId, expiresAt: { gt: latest } },
      data: { expiresAt: latest },
    });
    return giveStaffRole(tx, deps, personId, role);
  }
  if (!isMerchantRole(role)) throw new DomainError("invitation_void");
  const held = await tx.membership.findFirst({
    where: { personId, tenantId, revokedAt: null },
    select: { id: true },
  });
  // Who works there already keeps the role that they have.
  if (held) return held.id;
  const { membershipId } = await giveTenantRole(tx, deps, { personId, tenantId, role, storeIds });
  return membershipId;
}
