/** Why a code is looked at, the most pressing first. */
export const WATCH_REASONS = ["silent_now", "opened_unpaid", "silent_long", "risk"] as const;
/**
 * `silent_now`: nothing in hours that are usually busy. `opened_unpaid`: its page is opened and nobody pays.
 * `silent_long`: no payment for much longer than between two payments before. `risk`: an open finding of its store.
 */
export type WatchReason = (typeof WATCH_REASONS)[number];

/** Payments from which on the past of a code says how often it is paid at. */
export const USUAL_FROM_PAYMENTS = 10;
/** A code is silent for long after so many of its usual gaps, and these many days at least. */
export const LONG_GAPS = 8;
export const LONG_DAYS = 14;
/** Its page was opened so often, within so many days, and nothing was paid for so many days before the last opening. */
export const OPENED_LEAST = 5;
export const OPENED_WITHIN_DAYS = 7;
export const UNPAID_DAYS = 3;

/** For how many days a code that somebody has looked at stays off the list. */
export const QUIET_DAYS = [1, 7, 30] as const;
