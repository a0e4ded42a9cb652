import { addDays, type Day, daysBetween, jstDay, jstDayStartMs, toDay } from "@/server/kernel/calendar";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import type { RecurringJob } from "@/server/platform/jobs";
import { reviewHoldsNow } from "./holds/commands";
import { watchDaysJob } from "./reconciliation/days/jobs";
import { watchedFolderJob } from "./reconciliation/reports/jobs";
import { runSettlement } from "./run/commands";
import { findLastRun } from "./run/queries";

/** Days are closed by themselves at 04:00 JST, when late messages of the evening have arrived. */
const CLOSES_AT_MS = 4 * 3_600_000;
/** After a longer pause the days before are closed in one run, since each would be empty or as late as the next. */
const MOST_DAYS_AT_ONCE = 40;

/** The days that are over and not closed yet, oldest first. */
export function daysToClose(nowMs: number, lastThroughOn: Day | null): Day[] {
  const today = jstDay(nowMs);
  const newest = addDays(today, nowMs - jstDayStartMs(today) >= CLOSES_AT_MS ? -1 : -2);
  if (lastThroughOn === null) return [newest];
  const missing = daysBetween(lastThroughOn, newest);
  if (missing <= 0) return [];
  if (missing > MOST_DAYS_AT_ONCE) return [newest];
  return Array.from({ length: missing }, (_, index) => addDays(lastThroughOn, index + 1));
}

export const settlementJobs: readonly RecurringJob[] = [
  {
    name: "settlement",
    everyMs: 60_000,
    run: async (deps) => {
      const last = await findLastRun(sqlOfClient(poolFor("jobs")));
      for (const throughOn of daysToClose(deps.now, last ? toDay(last.through_on) : null)) {
        await runSettlement(deps, { throughOn });
      }
    },
  },
  { name: "payout-holds", everyMs: 60_000, run: reviewHoldsNow },
  watchedFolderJob,
  watchDaysJob,
];
