import { addDays, type Day, jstDay, jstDayStartMs } from "@/server/kernel/calendar";

const HOUR_MS = 3_600_000;
/** The hour in Japan at which yesterday is told of, before shops open. */
const TOLD_AT_HOUR = 5;

/** Yesterday in Japan, once it is late enough to tell of it, or undefined in the hours before. */
export function digestDay(nowMs: number): Day | undefined {
  const today = jstDay(nowMs);
  if (nowMs < jstDayStartMs(today) + TOLD_AT_HOUR * HOUR_MS) return undefined;
  return addDays(today, -1);
}

/** One digest for a merchant and a day. */
export function digestKey(tenantId: string, dayOn: Day): string {
  return `daily_sales:${tenantId}:${dayOn}`;
}
