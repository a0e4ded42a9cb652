import { addDays, type Day, weekday } from "@/server/kernel/calendar";

/** Sales and new merchants on the page are those of so many days. */
export const FIGURE_DAYS = 30;
/** The way from a visit to the first payment is looked at over so many days. */
export const FUNNEL_DAYS = 90;
export const COHORT_MONTHS = 12;
/** Weeks of growth that are kept; those before them are one sum. */
export const WEEKS_KEPT = 60;
/** How old the figures may become, in milliseconds. */
export const REFRESH_MS = 5 * 60_000;

/** The steps from a visit to the first payment, in order. */
export const FUNNEL_STEPS = ["visited", "started", "submitted", "approved", "registered", "paid"] as const;
export type FunnelStep = (typeof FUNNEL_STEPS)[number];

/** The Monday of a day's week. */
export function mondayOf(day: Day): Day {
  return addDays(day, -((weekday(day) + 6) % 7));
}
