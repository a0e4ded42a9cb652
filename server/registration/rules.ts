/** State of a store at one wallet. `unknown`: asked, and no outcome in time; asked about until there is one. */
export const REGISTRATION_STATES = ["waiting", "sent", "approved", "rejected", "unknown"] as const;
export type RegistrationState = (typeof REGISTRATION_STATES)[number];

/**
 * The only transition table of a registration. A notice may overtake the note that the request was sent, so an
 * outcome can follow `waiting`; a decision of a wallet can be revised by a later request.
 */
export const REGISTRATION_TRANSITIONS = {
  waiting: ["sent", "approved", "rejected"],
  sent: ["approved", "rejected", "unknown", "waiting"],
  unknown: ["approved", "rejected", "waiting"],
  approved: ["rejected", "waiting"],
  rejected: ["approved", "waiting"],
} as const satisfies Record<RegistrationState, readonly RegistrationState[]>;

/** May a registration go from one state to the other? */
export function canTransition(from: RegistrationState, to: RegistrationState): boolean {
  const targets: readonly RegistrationState[] = REGISTRATION_TRANSITIONS[from];
  return targets.includes(to);
}

/** Narrows a stored state. @throws RangeError for a text that is none */
export function toRegistrationState(text: string): RegistrationState {
  const state = REGISTRATION_STATES.find((known) => known === text);
  if (state === undefined) throw new RangeError(`no state of a registration: ${text}`);
  return state;
}

/** Who is served first when many wait: a store that somebody watches, a new one, and those that come by the thousand. */
export const REGISTRATION_PRIORITY = { urgent: 1, single: 2, bulk: 3 } as const;
export type RegistrationPriority = (typeof REGISTRATION_PRIORITY)[keyof typeof REGISTRATION_PRIORITY];

/** The network refuses an update while the last request is younger than this and unprocessed. */
export const UPDATE_BLOCK_MS = 30 * 60_000;

/** How long a notice may take before we ask, in milliseconds after the request; then again, ever more slowly. */
export function nextInquiryDelayMs(attempts: number): number {
  return Math.min(60_000 * 2 ** Math.min(attempts, 6), 3_600_000);
}

/** How long a request that brought no answer waits before it is sent again: 2 s, 4 s, … at most half an hour. */
export function retryDelayMs(attempts: number): number {
  return Math.min(2 ** Math.min(attempts, 11) * 1_000, UPDATE_BLOCK_MS);
}

/** After so many inquiries without an outcome a registration is shown as unknown, and still asked about. */
export const UNKNOWN_AFTER_ATTEMPTS = 5;

/** What a wallet's status in a message means; a pending one changes nothing. */
export function outcomeOf(status: "APPROVED" | "REJECTED" | "PENDING"): "approved" | "rejected" | null {
  if (status === "PENDING") return null;
  return status === "APPROVED" ? "approved" : "rejected";
}
