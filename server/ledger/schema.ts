import { z } from "zod";
import { parseDay } from "@/server/kernel/calendar";
import { JOURNAL_DETAILS, JOURNAL_ENCODINGS, JOURNAL_LAYOUTS } from "./journal/chart.data";
import { isAccount } from "./rules";

const day = z.string().transform((text, context) => {
  const read = parseDay(text);
  if (read !== undefined) return read;
  context.addIssue({ code: "custom", message: "no calendar day" });
  return z.NEVER;
});

/** A month as people write it: "2026-11". */
export const monthInput = z.object({
  month: z.string().refine((text) => parseDay(`${text}-01`) !== undefined),
});

export const trialBalanceInput = z.object({
  /** Epoch milliseconds; now when left out. */
  atMs: z.number().int().min(0).max(8_640_000_000_000).optional(),
});

export const accountStatementInput = z.object({
  account: z.string().max(200).refine(isAccount),
  fromOn: day,
  throughOn: day,
  after: z
    .object({ entryId: z.string().min(1).max(40), seq: z.number().int().min(-1).max(32_767) })
    .optional(),
  limit: z.number().int().min(1).max(500).default(100),
});

export const journalFileInput = monthInput.extend({
  layout: z.enum(JOURNAL_LAYOUTS),
  encoding: z.enum(JOURNAL_ENCODINGS),
  detail: z.enum(JOURNAL_DETAILS).default("day"),
});
