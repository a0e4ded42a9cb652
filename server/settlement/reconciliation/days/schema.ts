import { z } from "zod";
import { day } from "../schema";

export const clearingDayInput = z.object({ clearingOn: day });

export const listDaysInput = z.object({
  /** Days before this one. */
  before: day.optional(),
  limit: z.number().int().min(1).max(100).default(31),
});
