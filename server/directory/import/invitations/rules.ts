/** So many owners are written to in a minute: a mail server takes them, and a mistake can be stopped. */
export const INVITATIONS_A_MINUTE = 60;

/** What became of the invitation of an imported merchant's owner. */
export const INVITATION_STATES = ["waiting", "sent", "not_needed", "stopped"] as const;
export type OwnerInvitationState = (typeof INVITATION_STATES)[number];

export type InvitationCounts = Readonly<Record<OwnerInvitationState, number>>;
