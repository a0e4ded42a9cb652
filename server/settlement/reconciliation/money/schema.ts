import { z } from "zod";
import { day } from "../schema";

const MOST_BYTES = 2_000_000;
const MOST_DAYS = 31;
const MOST_MINOR = 999_999_999_999n;

/** Money of the network as a person reads it off the bank's statement; negative when the network took some. */
export const receiptInput = z.object({
  receivedOn: day,
  amountMinor: z
    .bigint()
    .min(-MOST_MINOR)
    .max(MOST_MINOR)
    .refine((minor) => minor !== 0n),
  text: z.string().trim().min(1).max(120),
});

/** A statement of the bank account as CSV, in base64. */
export const receiptsFileInput = z.object({ content: z.base64().max((MOST_BYTES * 4) / 3) });

export const receiptRef = z.object({ receiptId: z.string().min(1).max(40) });

export const matchReceiptInput = receiptRef.extend({ clearingDays: z.array(day).min(1).max(MOST_DAYS) });

export const setAsideReceiptInput = receiptRef.extend({ reason: z.string().trim().min(3).max(400) });
