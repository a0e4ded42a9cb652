import { z } from "zod";
import { parseDay } from "@/server/kernel/calendar";
import { DISPUTE_STAGES, DISPUTE_STATES } from "@/server/payments/disputes/rules";
import { PAYMENT_ORIGINS, PAYMENT_STATES } from "@/server/payments/rules";

const LIMIT_MAX = 100;

/** Amounts are whole numbers of the currency's minor unit as text: "1280" is ¥1,280, "6123" is 61.23 CNY. */
export const amount = z
  .object({ currency: z.enum(["JPY", "CNY"]), value: z.string().regex(/^-?\d+$/) })
  .meta({
    id: "Amount",
    description:
      "A whole number of the currency's minor unit as text: JPY 1280 is ¥1,280, CNY 6123 is 61.23.",
  });

const instantText = z.iso.datetime({ offset: true }).meta({ description: "ISO 8601 with offset, in UTC." });
const dayText = z
  .string()
  .refine((text) => parseDay(text) !== undefined)
  .meta({ format: "date", description: "A day in Japan, YYYY-MM-DD." });

const paymentId = z.string().regex(/^pay_\d{20}$/);
const refundId = z.string().regex(/^ref_[0-9a-z]{1,40}$/);
const payoutId = z.string().regex(/^pyo_[0-9a-z]{1,40}$/);

/** A payment as integrators read it. */
export const apiPayment = z
  .object({
    id: paymentId,
    number: z.string().meta({ description: "20 digits; the last four are read aloud at the till." }),
    state: z.enum(PAYMENT_STATES),
    origin: z.enum(PAYMENT_ORIGINS),
    storeId: z.string(),
    walletId: z.string().nullable(),
    amount: amount.meta({ description: "What the shop is owed." }),
    payerAmount: amount.nullable().meta({ description: "What the shopper paid, in the wallet's currency." }),
    exchangeRate: z.string().nullable().meta({ description: "Yen for one unit of the payer's currency." }),
    refunded: amount,
    refundPending: amount.meta({ description: "Asked back and not yet final." }),
    billNumber: z.string().meta({ description: "The shop's own bill, or empty." }),
    createdAt: instantText,
    paidAt: instantText.nullable(),
  })
  .meta({ id: "Payment" });
export type ApiPayment = z.output<typeof apiPayment>;

/** A refund as integrators read it. */
export const apiRefund = z
  .object({
    id: refundId,
    paymentId,
    storeId: z.string(),
    state: z.enum(["requested", "held", "at_wallet", "done", "refused"]),
    amount,
    reason: z.string(),
    requestedAt: instantText,
    settledAt: instantText.nullable(),
  })
  .meta({ id: "Refund" });
export type ApiRefund = z.output<typeof apiRefund>;

/** A dispute as endpoints hear of it; it is answered on the screens, with papers. */
export const apiDispute = z
  .object({
    id: z.string(),
    paymentId,
    storeId: z.string(),
    stage: z.enum(DISPUTE_STAGES),
    state: z.enum(DISPUTE_STATES),
    amount,
    reasonCode: z.string(),
    openedAt: instantText,
    dueAt: instantText.meta({ description: "An answer has to be there by then." }),
    settledAt: instantText.nullable(),
  })
  .meta({ id: "Dispute" });
export type ApiDispute = z.output<typeof apiDispute>;

/** A payout with the figures that sum to it. */
export const apiPayout = z
  .object({
    id: payoutId,
    statementId: z.string(),
    state: z.enum(["planned", "held", "in_file", "sent", "paid", "returned"]),
    amount,
    payOn: dayText,
    fromOn: dayText,
    throughOn: dayText,
    invoiceNumber: z.string().nullable(),
    opening: amount,
    sales: amount,
    refunds: amount,
    fees: amount,
    feesReturned: amount,
    transferFee: amount,
    tax: amount,
    taxReturned: amount,
    adjustments: amount,
    returnedPayouts: amount,
    carried: amount,
  })
  .meta({
    id: "Payout",
    description:
      "opening + sales − refunds − fees + feesReturned − transferFee − tax + taxReturned + adjustments + returnedPayouts = amount + carried.",
  });
export type ApiPayout = z.output<typeof apiPayout>;

/** What every refusal looks like (RFC 9457). */
export const apiProblem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string().meta({ description: "Machine-readable, and stable." }),
    detail: z.string().meta({ description: "What happened, why, and what to do." }),
    requestId: z.string().meta({ description: "Name it when you ask support." }),
  })
  .meta({ id: "Problem" });

const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    data: z.array(item),
    nextCursor: z
      .string()
      .nullable()
      .meta({ description: "Give it as `cursor` for what is older; null at the end." }),
  });

const limit = z.coerce.number().int().min(1).max(LIMIT_MAX).default(30);

export const paymentsQuery = z.object({
  cursor: paymentId.optional(),
  limit,
  storeId: z
    .string()
    .regex(/^sto_[0-9a-z]{1,40}$/)
    .optional(),
  state: z.enum(PAYMENT_STATES).optional(),
  day: dayText.optional(),
  billNumber: z.string().trim().min(1).max(40).optional(),
});
export const refundsQuery = z.object({ cursor: refundId.optional(), limit, paymentId: paymentId.optional() });
export const payoutsQuery = z.object({ cursor: payoutId.optional(), limit });

export const paymentPage = pageOf(apiPayment);
export const refundPage = pageOf(apiRefund);
export const payoutPage = pageOf(apiPayout);

export const paymentRef = z.object({ id: paymentId });
export const refundRef = z.object({ id: refundId });
export const payoutRef = z.object({ id: payoutId });
