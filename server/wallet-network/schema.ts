import { z } from "zod";
import { isCurrency, parseMinor } from "@/server/kernel/money";
import { RESULT_STATUSES } from "./rules";

const id = z.string().min(1).max(64);
const text = (max: number) => z.string().min(1).max(max);

/** The wallet as the network names it; the ledger's account names are made of it. */
export const walletIdText = z.string().regex(/^[A-Z0-9_]{1,32}$/);

const result = z.object({
  resultStatus: z.enum(RESULT_STATUSES),
  resultCode: text(64),
  resultMessage: z.string().max(1024).default(""),
});

/** An amount in the minor unit: digits only, so "10.5" and "-1" are refused rather than rounded. */
const amount = z
  .object({ currency: z.string().refine(isCurrency), value: z.string().regex(/^(0|[1-9]\d{0,14})$/) })
  .transform(({ currency, value }) => ({ currency, minor: parseMinor(value) }));

const positiveYen = z
  .object({ currency: z.literal("JPY"), value: z.string().regex(/^[1-9]\d{0,14}$/) })
  .transform(({ value }) => parseMinor(value));

const yen = z
  .object({ currency: z.literal("JPY"), value: z.string().regex(/^(0|[1-9]\d{0,14})$/) })
  .transform(({ value }) => parseMinor(value));

const instant = z
  .string()
  .max(40)
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/)
  .transform((value, context) => {
    const ms = Date.parse(value);
    if (Number.isNaN(ms)) context.addIssue("is no instant");
    return ms;
  });

const quote = z.object({
  quoteId: text(64),
  quoteCurrencyPair: z.string().regex(/^[A-Z]{3}\/[A-Z]{3}$/),
  quotePrice: z.string().regex(/^(0|[1-9]\d{0,11})(\.\d{1,12})?$/),
  quoteStartTime: instant.optional(),
  quoteExpiryTime: instant.optional(),
});

const paymentFacts = {
  paymentId: id,
  acquirerId: text(64).optional(),
  paymentAmount: positiveYen,
  payToAmount: amount.optional(),
  paymentTime: instant.optional(),
  customerId: text(64).optional(),
  customerMaskedAccount: text(128).optional(),
  payerAmount: amount.optional(),
  paymentQuote: quote.optional(),
  settlementAmount: yen.optional(),
  settlementQuote: quote.optional(),
};

/** `pushPayment`: the shopper has paid at a printed code; anything but a success is not a payment to accept. */
export const pushPaymentMessage = z.object({
  ...paymentFacts,
  pspId: walletIdText,
  codeValue: text(512),
  paymentResult: result.extend({ resultStatus: z.literal("S") }).optional(),
});
export type PushPaymentMessage = z.output<typeof pushPaymentMessage>;

/** `notifyPayment`: the final result of a payment that Noren started, so never `U`. */
export const notifyPaymentMessage = z
  .object({
    ...paymentFacts,
    paymentRequestId: id,
    pspId: walletIdText.optional(),
    paymentResult: result.extend({ resultStatus: z.enum(["S", "F"]) }),
  })
  .refine((message) => message.paymentResult.resultStatus === "F" || message.pspId !== undefined);

export const userInitiatedPayMessage = z.object({
  acquirerId: text(64).optional(),
  pspId: walletIdText,
  codeValue: text(512),
  customerId: text(64).optional(),
});

export const inquiryPushPaymentMessage = z.object({ paymentId: id });

/** `initiateRetrieval` and `initiateEscalation`: a shopper objects to a payment; Noren answers until the deadline. */
export const disputeMessage = z.object({
  disputeId: id,
  paymentId: id,
  pspId: walletIdText.optional(),
  disputeAmount: positiveYen,
  disputeReasonCode: text(64),
  disputeReasonMessage: z.string().max(1024).optional(),
  disputeTime: instant.optional(),
  responseDueTime: instant,
});
export type DisputeMessage = z.output<typeof disputeMessage>;

/** What the network says to an answer, or says when the same answer comes again: how it has judged, if it has. */
export const disputeAnswer = z.object({ disputeStatus: z.enum(["IN_REVIEW", "WON", "LOST"]).optional() });

const registrationOutcome = z.object({
  pspId: walletIdText,
  registrationResult: z.object({
    registrationStatus: z.enum(["APPROVED", "REJECTED", "PENDING"]),
    rejectionReason: z.string().max(1024).optional(),
  }),
});

/** Outcome per wallet; the same shape in the notice and in the answer to an inquiry. */
export const registrationStatusMessage = z.object({
  registrationRequestId: id.optional(),
  referenceMerchantId: id.optional(),
  referenceStoreId: id,
  pspRegistrationResultList: z.array(registrationOutcome).max(50),
});
export type RegistrationStatusMessage = z.output<typeof registrationStatusMessage>;

/** Every answer of the network begins with its result. */
export const resultEnvelope = z.looseObject({ result });

export const payAnswer = z.object({ paymentId: id.optional(), paymentUrl: z.url().max(2048).optional() });

/** Answer to `inquiryPayment` when the question itself succeeded: `paymentResult` may still be `U`. */
export const inquiryPaymentAnswer = z.object({
  ...paymentFacts,
  paymentAmount: positiveYen,
  pspId: walletIdText.optional(),
  paymentResult: result,
});

export const refundAnswer = z.object({ refundId: id.optional() });
