/** Tries after which a letter is given up: about half a day of a mail server that does not answer. */
export const MAX_ATTEMPTS = 16;

/** How long a worker may hold a letter before another may take it, in milliseconds. */
export const LEASE_MS = 300_000;

/** The pause before the next try, in milliseconds: 4 s, 8 s, … at most two hours. */
export function backOffMs(attempt: number): number {
  return Math.min(2 ** Math.min(attempt + 1, 20) * 1_000, 7_200_000);
}
