import { z } from "zod";
import { ANSWER_DAYS, STAGES } from "./rules";

/** What the shopper, or a test, asks the network to do: object to a payment, or object once more. */
export const disputeForm = z.object({
  payment: z.string().min(1).max(64),
  /** Whole yen; all of the payment when it is left out. */
  amount: z
    .string()
    .regex(/^[1-9]\d{0,14}$/)
    .optional(),
  stage: z.enum(STAGES).default("retrieval"),
  reason: z.string().trim().min(1).max(64).default("GOODS_NOT_RECEIVED"),
  days: z.coerce.number().min(0).max(60).default(ANSWER_DAYS),
});

/** `responseRetrieval` and `responseEscalation`. */
export const disputeResponse = z.object({
  disputeId: z.string().min(1).max(64),
  disputeResponse: z.enum(["CONTEST", "ACCEPT"]),
  responseMessage: z.string().max(2_048).optional(),
  evidenceList: z.array(z.unknown()).max(50).default([]),
});

export const disputeRow = z
  .object({
    dispute_id: z.string(),
    payment_id: z.string(),
    stage: z.enum(STAGES),
    response_content: z.string().nullable(),
    judgement: z.enum(["WON", "LOST"]).nullable(),
    judges_at: z.coerce.number().nullable(),
    due_at: z.coerce.number(),
    amount_minor: z.coerce.bigint(),
  })
  .transform((row) => ({
    disputeId: row.dispute_id,
    paymentId: row.payment_id,
    stage: row.stage,
    responseContent: row.response_content,
    judgement: row.judgement,
    judgesAt: row.judges_at,
    dueAt: row.due_at,
    amountMinor: row.amount_minor,
  }));
