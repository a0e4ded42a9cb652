import { addDays, type Day, parseDay, utc8Day, utc8DayStartMs } from "@/server/kernel/calendar";
import type { Deps } from "../queries";
import { markHandedOver, writeReports } from "./commands";
import { handOver } from "./gateway";
import { findReportProgress, listWaitingReports } from "./queries";

const READY_AFTER_MS = 8 * 3_600_000;
// After a clock that has been moved far ahead, the days in between are written in several rounds.
const DAYS_AT_ONCE = 100;

/** The last day whose reports are ready: 08:00 UTC+8 of the day after it has passed. */
export function lastReadyDay(nowMs: number): Day {
  const today = utc8Day(nowMs);
  return addDays(today, nowMs >= utc8DayStartMs(today) + READY_AFTER_MS ? -1 : -2);
}

/** Writes the reports of every ready day since the first payment; an empty day has files too. @returns how many days */
export async function writeDueReports(deps: Deps): Promise<number> {
  const { lastDay, firstPaymentAt } = await findReportProgress(deps.sql);
  if (firstPaymentAt === null) return 0;
  const written = lastDay === null ? undefined : parseDay(lastDay);
  const ready = lastReadyDay(deps.now());
  let day = written === undefined ? utc8Day(firstPaymentAt) : addDays(written, 1);
  let days = 0;
  while (day <= ready && days < DAYS_AT_ONCE) {
    await writeReports(deps, day);
    day = addDays(day, 1);
    days += 1;
  }
  return days;
}

/**
 * Gives the acquirer the files that it has not had, the oldest day first. A file that is given twice, because the
 * process died in between, is the same file. @returns how many
 */
export async function handOverReports(deps: Deps): Promise<number> {
  const { reportsFolder } = deps.settings;
  if (reportsFolder === undefined) return 0;
  const waiting = await listWaitingReports(deps.sql, DAYS_AT_ONCE);
  for (const report of waiting) {
    await handOver(reportsFolder, report);
    await markHandedOver(deps, report.name);
  }
  return waiting.length;
}
