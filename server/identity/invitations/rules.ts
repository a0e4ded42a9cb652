import { isMerchantRole, isOperatorRole, type MerchantRole, roleMay } from "@/server/kernel/permissions";

const DAY_MS = 86_400_000;

/** How long an invitation can be accepted; business time. */
export const INVITATION_MS = 7 * DAY_MS;

/** Asking for a new one after an old one has expired: enough for a person, too little for a flood. */
export const ASK_LIMITS = {
  byInvitation: { name: "ask-again", points: 3, seconds: 86_400 },
  byAddress: { name: "ask-again-address", points: 30, seconds: 3_600 },
} as const;

export type InvitationState = "open" | "expired" | "accepted" | "revoked";

/** What may still happen to an invitation. Instants are epoch milliseconds of business time. */
export function invitationState(
  invitation: {
    readonly acceptedAtMs: number | null;
    readonly revokedAtMs: number | null;
    readonly expiresAtMs: number;
  },
  nowMs: number,
): InvitationState {
  if (invitation.acceptedAtMs !== null) return "accepted";
  if (invitation.revokedAtMs !== null) return "revoked";
  return invitation.expiresAtMs > nowMs ? "open" : "expired";
}

/**
 * Whether somebody who holds these roles, at the merchant or among the staff, still stands for an invitation: an owner
 * for their own people, an administrator for staff, and who may bring merchants in for the first owner of one.
 */
export function mayStandFor(
  invited: { readonly tenantId: string | null; readonly role: string },
  roles: { readonly atMerchant: readonly string[]; readonly ofStaff: readonly string[] },
): boolean {
  const staffMay = (permission: "staff:manage" | "store:import") =>
    roles.ofStaff.some((role) => isOperatorRole(role) && roleMay(role, permission));
  if (invited.tenantId === null) return staffMay("staff:manage");
  if (roles.atMerchant.some((role) => isMerchantRole(role) && roleMay(role, "team:manage"))) return true;
  return invited.role === "owner" && staffMay("store:import");
}

/** Roles that can be held for some stores alone; owners and accountants see the whole merchant. */
export function mayBeScoped(role: MerchantRole): boolean {
  return role === "manager" || role === "clerk";
}

/** The page of an invitation. */
export function invitationPath(token: string): string {
  return `/invite/${token}`;
}

/** A token as it stands in an address: 256 bits in base64url. */
export const INVITATION_TOKEN = /^[\w-]{43}$/;
