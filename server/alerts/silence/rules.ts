/**
 * A code that is usually busy and takes nothing may have a foreign sticker on it. What is usual is its own past: the
 * same hours of the same weekday in the weeks before.
 */

/** How long a code must have been silent, in milliseconds: the window that is compared. */
export const SILENCE_MS = 3 * 3_600_000;
/** How many weeks back the same window is looked at. */
export const RHYTHM_WEEKS = 4;
/** Less than this in every one of the weeks is no rhythm: a quiet afternoon would alarm. */
const LEAST_A_WEEK = 3;
/** With so many expected, an empty window comes about by chance once in four hundred. */
const LEAST_ON_AVERAGE = 6;

/**
 * Is silence now out of the ordinary? @param usual payments in the same window of each of the weeks before
 * @param nowCount payments in the window that has just ended
 */
export function isUnusuallySilent(usual: readonly number[], nowCount: number): boolean {
  if (nowCount > 0 || usual.length < RHYTHM_WEEKS) return false;
  const average = usual.reduce((sum, count) => sum + count, 0) / usual.length;
  return Math.min(...usual) >= LEAST_A_WEEK && average >= LEAST_ON_AVERAGE;
}

/** One notice for a code and a day in Japan. */
export function silenceKey(codeId: string, dayOn: string): string {
  return `code.silent:${codeId}:${dayOn}`;
}
