import { jstDay, jstDayStartMs, weekday } from "@/server/kernel/calendar";
import type { Dice } from "./shops";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** The network of today began with chains that joined long ago; the rest came in the last thirteen months. */
const GROWTH_DAYS = 395;
const EARLY_SHARE = 44;
const EARLY_DAYS = 400;
const DAYS_AFTER_FRIDAY: Partial<Record<ReturnType<typeof weekday>, number>> = { 6: 1, 0: 2 };

/**
 * When each shop of the network was approved, oldest first: steady at first, then twice as many a week by the end of
 * thirteen months, on working days between nine and six.
 */
export function joinTimes(count: number, nowMs: number, roll: Dice): number[] {
  return Array.from({ length: count }, () => joinTime(nowMs, roll)).sort((a, b) => a - b);
}

function joinTime(nowMs: number, roll: Dice): number {
  const daysAgo =
    roll.below(100) < EARLY_SHARE ? GROWTH_DAYS + roll.below(EARLY_DAYS) : recentDaysAgo(roll.below(100_000));
  const day = jstDay(nowMs - daysAgo * DAY_MS);
  const start = jstDayStartMs(day) - (DAYS_AFTER_FRIDAY[weekday(day)] ?? 0) * DAY_MS;
  const at = start + 9 * HOUR_MS + roll.below(9 * HOUR_MS);
  return at < nowMs ? at : at - 7 * DAY_MS;
}

/** Inverts the share of those who had joined by a moment, (2x + x²) / 3: the weekly number doubles along the way. */
function recentDaysAgo(share: number): number {
  const elapsed = Math.sqrt(1 + (3 * share) / 100_000) - 1;
  return Math.floor(GROWTH_DAYS * (1 - elapsed));
}
