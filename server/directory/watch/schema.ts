import { z } from "zod";
import { QUIET_DAYS, WATCH_REASONS } from "./rules";

/** Codes to look at, the newest on the list first. */
export const watchedCodesInput = z.object({
  reason: z.enum(WATCH_REASONS).optional(),
  prefectureCode: z
    .string()
    .regex(/^\d{2}$/)
    .optional(),
  /** Also those that somebody has looked at lately. */
  quiet: z.literal("shown").optional(),
  /** Where a page begins: the instant in milliseconds and the code of the last row before it. */
  after: z
    .string()
    .regex(/^\d{1,16} [0-9A-Z]{1,20}$/)
    .optional(),
});
export type WatchedCodesInput = z.output<typeof watchedCodesInput>;

const count = z.number().default(0);

/** How many codes have each reason, as it is kept. */
export const watchCounts = z.object({
  silent_now: count,
  opened_unpaid: count,
  silent_long: count,
  risk: count,
});

export const codeNoteInput = z.object({
  codeId: z.string().min(1).max(20),
  note: z.string().trim().min(1).max(500),
  days: z.literal([...QUIET_DAYS]),
});
export type CodeNoteInput = z.output<typeof codeNoteInput>;
