import { z } from "zod";
import { parseMinor } from "@/server/kernel/money";

const id = z.string().min(1).max(64);

/** A positive amount in yen, written as the network writes amounts. */
export const yen = z
  .object({ currency: z.literal("JPY"), value: z.string().regex(/^[1-9]\d{0,14}$/) })
  .transform((amount) => parseMinor(amount.value));

const instant = z
  .string()
  .max(40)
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/)
  .transform((text) => Date.parse(text));

/** `pay` for an entry code. What the stand-in does not use is accepted unread. */
export const payRequest = z.object({
  paymentRequestId: id,
  order: z.object({
    referenceOrderId: id,
    orderDescription: z.string().min(1).max(256),
    orderAmount: yen,
    merchant: z.object({
      referenceMerchantId: id,
      merchantName: z.string().min(1).max(256),
      merchantDisplayName: z.string().min(1).max(256).optional(),
      merchantMCC: z.string().regex(/^\d{4}$/),
      store: z.object({
        referenceStoreId: id,
        storeName: z.string().min(1).max(256),
      }),
    }),
    env: z.object({ userAgent: z.string().max(1024).optional() }).optional(),
  }),
  paymentAmount: yen,
  paymentMethod: z.object({ paymentMethodType: z.literal("CONNECT_WALLET") }),
  paymentFactor: z.object({
    isInStorePayment: z.literal("true"),
    isCashierPayment: z.literal("true"),
    inStorePaymentScenario: z.literal("EntryCode"),
  }),
  paymentExpiryTime: instant,
  paymentNotifyUrl: z.url().max(2048),
  paymentRedirectUrl: z.url().max(2048),
  settlementStrategy: z.object({ settlementCurrency: z.literal("JPY") }),
});
export type PayRequest = z.output<typeof payRequest>;

/** Either id names a payment. */
export const paymentReference = z
  .object({ paymentId: id.optional(), paymentRequestId: id.optional() })
  .refine((key) => key.paymentId !== undefined || key.paymentRequestId !== undefined);

export const refundRequest = z
  .object({
    refundRequestId: id,
    refundAmount: yen,
    refundReason: z.string().max(256).optional(),
    paymentId: id.optional(),
    paymentRequestId: id.optional(),
  })
  .refine((key) => key.paymentId !== undefined || key.paymentRequestId !== undefined);
