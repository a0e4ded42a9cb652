import { z } from "zod";
import { daySchema } from "../run/schema";

/** Closes a day for banks, or opens one that the package calls a holiday. */
export const setBankDayInput = z.object({
  day: daySchema,
  name: z.string().trim().min(1).max(60),
  isClosed: z.boolean(),
});

const year = z.number().int().min(2020).max(2100);

/** The year to confirm. */
export const confirmYearInput = z.object({ year });

/** This year when none is asked for. */
export const calendarYearInput = z.object({ year: year.optional() });

export const scheduleInput = z.object({ merchantId: z.string().min(1).max(64) });
