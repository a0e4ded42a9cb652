import { z } from "zod";
import { parseDay } from "@/server/kernel/calendar";
import { PAYMENT_STATES } from "./rules";

export const PAGE_SIZE_MAX = 100;

const storeId = z.string().regex(/^sto_[0-9a-z]{1,40}$/);
const paymentId = z.string().regex(/^pay_\d{20}$/);

/** A yen amount from a screen; bigint already when it comes through superjson. */
export const yenAmount = z.bigint().positive().max(999_999_999_999n);

const BILL_NUMBER_MAX = 40;
const NOTE_MAX = 500;

/** Payments, newest first. `older` and `newer` are ids that a page begins after or before. */
export const listPaymentsInput = z.object({
  storeId: storeId.optional(),
  state: z.enum(PAYMENT_STATES).optional(),
  /** The last four digits of Noren's number or of the wallet's. */
  last4: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
  /** A day in Japan. */
  dayOn: z
    .string()
    .refine((text) => parseDay(text) !== undefined)
    .optional(),
  /** Around this time of that day, or of today: "18:42". */
  aroundAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  amountMinor: yenAmount.optional(),
  walletId: z
    .string()
    .regex(/^[A-Z0-9_]{1,32}$/)
    .optional(),
  /** A part of the masked account that the shopper's wallet shows. */
  account: z.string().trim().min(2).max(64).optional(),
  billNumber: z.string().trim().min(1).max(BILL_NUMBER_MAX).optional(),
  olderThan: paymentId.optional(),
  newerThan: paymentId.optional(),
  limit: z.number().int().min(1).max(PAGE_SIZE_MAX).default(30),
});
export type ListPaymentsInput = z.output<typeof listPaymentsInput>;

export const paymentIdInput = z.object({ paymentId });

export const todaySummaryInput = z.object({ storeId: storeId.optional() });

/** The tally of a store and a day in Japan; today unless another is given. */
export const dayTallyInput = z.object({
  storeId,
  dayOn: z
    .string()
    .refine((text) => parseDay(text) !== undefined)
    .optional(),
});

/** What the shop keeps beside a payment; empty texts clear it. */
export const notePaymentInput = z.object({
  paymentId,
  billNumber: z.string().trim().max(BILL_NUMBER_MAX),
  note: z.string().trim().max(NOTE_MAX),
});
export type NotePaymentInput = z.output<typeof notePaymentInput>;

/** `requestId` is minted with the form, so that a double click is one refund. */
export const requestRefundInput = z.object({
  paymentId,
  amountMinor: yenAmount,
  requestId: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
  reason: z.string().trim().max(200).default(""),
});
export type RequestRefundInput = z.output<typeof requestRefundInput>;
