import { z } from "zod";

const id = z.string().min(1).max(64);

/** Why payouts stop: read by whoever lets them go on. */
export const stopPayoutsInput = z.object({ payoutGroupId: id, reason: z.string().trim().min(2).max(500) });

export const resumePayoutsInput = z.object({ payoutGroupId: id });

export const listHoldsInput = z.object({
  after: id.optional(),
  limit: z.number().int().min(1).max(100).default(50),
});
