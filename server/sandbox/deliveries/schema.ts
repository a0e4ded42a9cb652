import { z } from "zod";

const result = z.object({
  resultStatus: z.enum(["S", "F", "U"]),
  resultCode: z.string().max(64),
  resultMessage: z.string().optional(),
});

/** Any answer of Noren's, as far as every call needs it. */
export const acquirerAnswer = z.object({ result });

/** The answer to `pushPayment`. */
export const pushAnswer = z.object({ result, acquirerPaymentId: z.string().max(64).optional() });

/** The answer to `inquiryPushPayment`: whether the question was answered, and how the payment stands. */
export const pushInquiryAnswer = z.object({
  result,
  paymentResult: result.optional(),
  acquirerPaymentId: z.string().max(64).optional(),
});

const text = z.string().max(256).optional();

/** The answer to `userInitiatedPay`: the store may stand beside the merchant or inside it. */
export const codeOwnerAnswer = z.object({
  result,
  merchant: z
    .object({
      referenceMerchantId: text,
      merchantName: text,
      merchantDisplayName: text,
      store: z.object({ referenceStoreId: text, storeName: text }).optional(),
    })
    .optional(),
  store: z.object({ referenceStoreId: text, storeName: text }).optional(),
  order: z
    .object({
      merchant: z
        .object({
          referenceMerchantId: text,
          merchantName: text,
          merchantDisplayName: text,
          store: z.object({ referenceStoreId: text, storeName: text }).optional(),
        })
        .optional(),
    })
    .optional(),
});
