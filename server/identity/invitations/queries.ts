import { openText, sha256Hex } from "@/server/platform/crypto";
import { poolFor, sqlOfClient, type Tx } from "@/server/platform/db";
import { type InvitationState, invitationState } from "./rules";

/** What binds the sealed token of an invitation to its row. */
export function invitationAad(invitationId: string): string {
  return `invitation:${invitationId}`;
}

/** An invitation that waits, as those who sent it see it. */
export type OpenInvitation = {
  readonly invitationId: string;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly storeIds: readonly string[];
  readonly expiresAtMs: number;
  readonly state: InvitationState;
  /** The person has asked for a new one. */
  readonly askedAgain: boolean;
};

/** What has not been accepted or withdrawn, newest first; expired ones stay, since they can be sent again. */
export async function listOpenInvitations(
  tx: Tx,
  tenantId: string | null,
  nowMs: number,
): Promise<OpenInvitation[]> {
  const rows = await tx.invitation.findMany({
    where: { tenantId, acceptedAt: null, revokedAt: null },
    orderBy: { id: "desc" },
    take: 200,
    select: {
      id: true,
      email: true,
      name: true,
      role: true,
      storeIds: true,
      expiresAt: true,
      askedAgainAt: true,
    },
  });
  return rows.map(({ id, expiresAt, askedAgainAt, ...rest }) => ({
    ...rest,
    invitationId: id,
    expiresAtMs: expiresAt.getTime(),
    state: invitationState(
      { acceptedAtMs: null, revokedAtMs: null, expiresAtMs: expiresAt.getTime() },
      nowMs,
    ),
    askedAgain: askedAgainAt !== null,
  }));
}

/** An invitation as the one who holds its token sees it. */
export type HeldInvitation = {
  readonly email: string;
  readonly role: string;
  /** The merchant's name; null for the operator's staff. */
  readonly merchant: string | null;
  readonly state: InvitationState;
};

type HeldRow = Omit<HeldInvitation, "state"> & {
  readonly acceptedAtMs: number | null;
  readonly revokedAtMs: number | null;
  readonly expiresAtMs: number;
};

/**
 * The invitation of a token. The token alone names it, before there is a person or a tenant, so this reads as the
 * role that sees them all. Null for a token that opens nothing, and for one that has been used or withdrawn.
 */
export async function findHeldInvitation(token: string, nowMs: number): Promise<HeldInvitation | null> {
  const rows = await sqlOfClient(poolFor("operator"))<HeldRow>(
    `SELECT i.email, i.role, mer.trade_name AS merchant,
            floor(extract(epoch FROM i.accepted_at) * 1000)::float8 AS "acceptedAtMs",
            floor(extract(epoch FROM i.revoked_at) * 1000)::float8 AS "revokedAtMs",
            floor(extract(epoch FROM i.expires_at) * 1000)::float8 AS "expiresAtMs"
     FROM invitation i LEFT JOIN merchant mer ON mer.id = i.tenant_id WHERE i.token_hash = $1`,
    [sha256Hex(token)],
  );
  const [row] = rows;
  if (!row) return null;
  const { email, role, merchant } = row;
  const state = invitationState(row, nowMs);
  return state === "open" || state === "expired" ? { email, role, merchant, state } : null;
}

/** What the letter of an invitation says; null once it has ended. */
export async function findLetterOf(invitationId: string) {
  const rows = await sqlOfClient(poolFor("jobs"))<{
    email: string;
    role: string;
    locale: string;
    merchant: string | null;
    inviter: string;
    inviterEmail: string;
    inviterLocale: string;
    sealed: Uint8Array;
  }>(
    `SELECT i.email, i.role, i.locale, mer.trade_name AS merchant, i.sealed,
            COALESCE(NULLIF(p.name, ''), p.email, '') AS inviter, COALESCE(p.email, '') AS "inviterEmail",
            COALESCE(p.locale, 'ja') AS "inviterLocale"
     FROM invitation i LEFT JOIN merchant mer ON mer.id = i.tenant_id LEFT JOIN person p ON p.id = i.invited_by
     WHERE i.id = $1 AND i.accepted_at IS NULL AND i.revoked_at IS NULL`,
    [invitationId],
  );
  const [row] = rows;
  if (!row) return null;
  const { sealed, ...letter } = row;
  return { ...letter, token: openText(sealed, invitationAad(invitationId)) };
}
