import { z } from "zod";
import { isWalletId } from "../wallets/rules";

const id = z.string().min(1).max(64);

/** More than the days of a demonstration have. */
const MOST_PAYMENTS = 200_000;

/** Sandbox only: payments of the days before a demonstration began, as the network would remember them. Yen. */
export const pastPayments = z.object({
  payments: z
    .array(
      z.object({
        paymentId: id,
        acquirerPaymentId: id,
        walletId: z.string().refine(isWalletId),
        referenceMerchantId: id,
        referenceStoreId: id,
        amountMinor: z.coerce.bigint().positive(),
        payerAmountMinor: z.coerce.bigint().positive(),
        payerCurrency: z.string().length(3),
        paidAtMs: z.number().int().positive(),
      }),
    )
    .min(1)
    .max(MOST_PAYMENTS),
});
