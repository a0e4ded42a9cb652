import { addDays, type Day, utc8Day } from "@/server/kernel/calendar";

/** Reports are ready at 08:00 (UTC+8) of the next day; until then, and for a while, none is missing. */
const READY_AFTER_MS = 12 * 3_600_000;
/** How far back a missing report is looked for. */
const LOOK_BACK_DAYS = 40;

/** The days whose reports should have come by now, the oldest first, beginning with the first day that was reported. */
export function daysToHave(firstOn: Day | null, nowMs: number): Day[] {
  if (firstOn === null) return [];
  const last = addDays(utc8Day(nowMs - READY_AFTER_MS), -1);
  const from = addDays(last, -LOOK_BACK_DAYS);
  const days: Day[] = [];
  for (let day = firstOn > from ? firstOn : from; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}
