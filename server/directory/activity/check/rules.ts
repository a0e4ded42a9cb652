import { type Day, jstDay, jstDayStartMs } from "@/server/kernel/calendar";

/** So many days back every entry is counted again; older days cannot change without the codes changing, too. */
export const CHECKED_DAYS = 7;
/** From this hour in Japan on the night's comparison runs. */
const CHECK_HOUR = 3;
const HOUR_MS = 3_600_000;

/** Whether the night's comparison is still to be made. */
export function isCheckDue(nowMs: number, checkedAtMs: number | null): boolean {
  const today: Day = jstDay(nowMs);
  const isNight = nowMs >= jstDayStartMs(today) + CHECK_HOUR * HOUR_MS;
  return isNight && (checkedAtMs === null || jstDay(checkedAtMs) < today);
}
