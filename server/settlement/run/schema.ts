import { z } from "zod";
import { parseDay } from "@/server/kernel/calendar";

/** A JST day as people and files write it: 2026-11-30. */
export const daySchema = z.string().transform((text, context) => {
  const day = parseDay(text);
  if (day === undefined) {
    context.addIssue("not_a_day");
    return z.NEVER;
  }
  return day;
});

/** Closes all periods that end on or before this day. */
export const runSettlementInput = z.object({ throughOn: daySchema });

export const listRunsInput = z.object({
  before: z.string().optional(),
  limit: z.number().int().min(1).max(100).default(30),
});

export const runInput = z.object({ runId: z.string().min(1).max(64) });
