import { z } from "zod";

/**
 * An order from the shopper's page. `paymentRequestId` (the payment's id) was minted with the page and comes back signed, so that sending the
 * form twice is one order.
 */
export const startEntryPaymentInput = z.object({
  code: z.string().length(10),
  amountMinor: z.bigint().positive().max(999_999_999_999n),
  paymentRequestId: z.string().regex(/^pay_\d{20}$/),
  /** Where the wallet sends the shopper afterwards; the same for a repeated order. */
  redirectUrl: z.url().max(2048),
  osType: z.enum(["IOS", "ANDROID", "OTHER"]).default("OTHER"),
  userAgent: z.string().max(1024).default(""),
  clientIp: z.string().max(64).default(""),
});

export type StartEntryPayment = z.output<typeof startEntryPaymentInput>;
