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
    id: paymentId.meta({ description: "“pay_” and the number." }),
    number: z.string().meta({ description: "20 digits; the last four are read aloud at the till." }),
    state: z.enum(PAYMENT_STATES).meta({ description: "Money is owed to the shop in “succeeded” alone." }),
    origin: z
      .enum(PAYMENT_ORIGINS)
      .meta({ description: "“entry”: typed on the page of the code. “push”: begun in the wallet." }),
    storeId: z.string().meta({ description: "The store whose code was scanned." }),
    walletId: z.string().nullable().meta({ description: "Null until a wallet has taken it up." }),
    amount: amount.meta({ description: "What the shop is owed." }),
    payerAmount: amount.nullable().meta({ description: "What the shopper paid, in the wallet's currency." }),
    exchangeRate: z.string().nullable().meta({ description: "Yen for one unit of the payer's currency." }),
    refunded: amount.meta({ description: "Given back so far." }),
    refundPending: amount.meta({ description: "Asked back and not yet final." }),
    billNumber: z.string().meta({ description: "The shop's own bill, or empty." }),
    createdAt: instantText.meta({ description: "When it began. ISO 8601 with offset, in UTC." }),
    paidAt: instantText.nullable().meta({ description: "When the wallet took the money; null before." }),
  })
  .meta({ id: "Payment" });
export type ApiPayment = z.output<typeof apiPayment>;

/** A refund as integrators read it. */
export const apiRefund = z
  .object({
    id: refundId.meta({ description: "The refund." }),
    paymentId: paymentId.meta({ description: "The payment that it gives back." }),
    storeId: z.string().meta({ description: "The store of the payment." }),
    state: z
      .enum(["requested", "held", "at_wallet", "done", "refused"])
      .meta({ description: "“held” waits for sales that cover it; final are “done” and “refused”." }),
    amount: amount.meta({ description: "What the shop gives back." }),
    reason: z.string().meta({ description: "The shop's own remark, or empty." }),
    requestedAt: instantText.meta({ description: "When it was asked for." }),
    settledAt: instantText.nullable().meta({ description: "When it was done or refused; null before." }),
  })
  .meta({ id: "Refund" });
export type ApiRefund = z.output<typeof apiRefund>;

/** A dispute as endpoints hear of it; it is answered on the screens, with papers. */
export const apiDispute = z
  .object({
    id: z.string().meta({ description: "The dispute." }),
    paymentId: paymentId.meta({ description: "The payment that the shopper disputes." }),
    storeId: z.string().meta({ description: "The store of the payment." }),
    stage: z.enum(DISPUTE_STAGES).meta({ description: "“escalation” is the second round." }),
    state: z.enum(DISPUTE_STATES).meta({ description: "Only “opened” waits for an answer." }),
    amount: amount.meta({ description: "What is disputed." }),
    reasonCode: z.string().meta({ description: "The network's code, such as GOODS_NOT_RECEIVED." }),
    openedAt: instantText.meta({ description: "When it arrived." }),
    dueAt: instantText.meta({ description: "An answer has to be there by then." }),
    settledAt: instantText.nullable().meta({ description: "When it was decided; null before." }),
  })
  .meta({ id: "Dispute" });
export type ApiDispute = z.output<typeof apiDispute>;

/** A payout with the figures that sum to it. */
export const apiPayout = z
  .object({
    id: payoutId.meta({ description: "The payout." }),
    statementId: z.string().meta({ description: "The statement whose end it is." }),
    state: z
      .enum(["planned", "held", "in_file", "sent", "paid", "returned"])
      .meta({ description: "“paid” once the bank has confirmed it." }),
    amount: amount.meta({ description: "What reaches the account." }),
    payOn: dayText.meta({ description: "The day on which the bank is paid." }),
    fromOn: dayText.meta({ description: "First day of the period, in Japan." }),
    throughOn: dayText.meta({ description: "Last day of the period, in Japan." }),
    invoiceNumber: z.string().nullable().meta({ description: "Of the qualified invoice for the fees." }),
    opening: amount.meta({ description: "Carried over from before." }),
    sales: amount.meta({ description: "Payments of the period." }),
    refunds: amount.meta({ description: "Refunds of the period." }),
    fees: amount.meta({ description: "Fees on the sales, without tax." }),
    feesReturned: amount.meta({ description: "Fees given back with refunds." }),
    transferFee: amount.meta({ description: "Of the bank transfer, without tax." }),
    tax: amount.meta({ description: "Consumption tax on the fees." }),
    taxReturned: amount.meta({ description: "Tax given back with fees." }),
    adjustments: amount.meta({ description: "Corrections by hand, each with its reason on the statement." }),
    returnedPayouts: amount.meta({ description: "Payouts that the bank has sent back." }),
    carried: amount.meta({ description: "Carried over to the next statement." }),
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
    type: z.string().meta({ description: "An address that names the kind of problem." }),
    title: z.string().meta({ description: "The kind of problem in a few words." }),
    status: z.number().int().meta({ description: "The HTTP status once more." }),
    code: z.string().meta({ description: "Machine-readable, and stable." }),
    detail: z.string().meta({ description: "What happened, why, and what to do." }),
    requestId: z.string().meta({ description: "Name it when you ask support." }),
  })
  .meta({ id: "Problem" });

const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    data: z.array(item).meta({ description: "Newest first." }),
    nextCursor: z
      .string()
      .nullable()
      .meta({ description: "Give it as `cursor` for what is older; null at the end." }),
  });

const limit = z.coerce
  .number()
  .int()
  .min(1)
  .max(LIMIT_MAX)
  .default(30)
  .meta({ description: "How many at most: 1 to 100, 30 if nothing is said." });

export const paymentsQuery = z.object({
  cursor: paymentId.optional().meta({ description: "“nextCursor” of the page before." }),
  limit,
  storeId: z
    .string()
    .regex(/^sto_[0-9a-z]{1,40}$/)
    .optional()
    .meta({ description: "Only of this store." }),
  state: z.enum(PAYMENT_STATES).optional().meta({ description: "Only in this state." }),
  day: dayText.optional().meta({ description: "Only of this day in Japan, YYYY-MM-DD." }),
  billNumber: z
    .string()
    .trim()
    .min(1)
    .max(40)
    .optional()
    .meta({ description: "Only with this bill number of the shop's own." }),
});
export const refundsQuery = z.object({
  cursor: refundId.optional().meta({ description: "“nextCursor” of the page before." }),
  limit,
  paymentId: paymentId.optional().meta({ description: "Only of this payment." }),
});
export const payoutsQuery = z.object({
  cursor: payoutId.optional().meta({ description: "“nextCursor” of the page before." }),
  limit,
});

export const paymentPage = pageOf(apiPayment);
export const refundPage = pageOf(apiRefund);
export const payoutPage = pageOf(apiPayout);

export const paymentRef = z.object({ id: paymentId });
export const refundRef = z.object({ id: refundId });
export const payoutRef = z.object({ id: payoutId });
