import { addDays, type Day, jstDay } from "@/server/kernel/calendar";

const DAY_MS = 86_400_000;

/** Days without a change after which whoever has begun an application is reminded of it. */
export const REMINDER_DAYS = [3, 10, 25] as const;
export type ReminderStep = (typeof REMINDER_DAYS)[number];

/**
 * The reminder that is due for an application that has waited for its applicant since `waitsSinceMs`: the last one
 * reached, so that a clock which jumps leads to one letter and not to three; none once the application expires.
 */
export function reminderDue(
  waitsSinceMs: number,
  nowMs: number,
  expiryDays: number,
): ReminderStep | undefined {
  const days = Math.floor((nowMs - waitsSinceMs) / DAY_MS);
  if (days >= expiryDays) return undefined;
  return REMINDER_DAYS.findLast((step) => days >= step);
}

/** Names a reminder once for ever: an application, its round (how often it was submitted), and the step. */
export function reminderKey(applicationId: string, round: number, step: ReminderStep): string {
  return `reminder:${applicationId}:${round}:${step}`;
}

/** The day on which an application that nobody touches ends. */
export function expiryDay(waitsSinceMs: number, expiryDays: number): Day {
  return addDays(jstDay(waitsSinceMs), expiryDays);
}
