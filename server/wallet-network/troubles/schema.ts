import { z } from "zod";
import { NOTE_MAX } from "./rules";

/** What an operator says of a wallet, or of the whole network when none is named. */
export const announceInput = z.object({
  walletId: z
    .string()
    .regex(/^[A-Z0-9_]{1,32}$/)
    .nullable(),
  note: z.string().trim().max(NOTE_MAX),
});
export type AnnounceInput = z.output<typeof announceInput>;

export const troubleInput = z.object({ troubleId: z.string().regex(/^trb_[0-9a-z]{1,40}$/) });
