import { z } from "zod";

const walletId = z.string().regex(/^[A-Z0-9_]{1,40}$/);

/** Refused registrations, newest first; `olderThan` continues a page behind an instant in milliseconds and an id. */
export const refusedPage = z.object({
  walletId: walletId.optional(),
  reason: z.string().max(200).optional(),
  olderThan: z
    .string()
    .regex(/^\d{1,16} reg_[0-9a-z]{1,40}$/)
    .optional(),
});
export type RefusedPage = z.output<typeof refusedPage>;

/** All of one wallet that were refused for one reason. */
export const refusedGroup = z.object({ walletId, reason: z.string().max(200) });
