import { z } from "zod";

const id = z.string().min(1).max(64);

const store = z.object({
  referenceStoreId: id,
  storeName: z.string().min(1).max(256).optional(),
  storeDisplayName: z.string().min(1).max(256).optional(),
  storeMCC: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
});

/**
 * `registration` of one store. The store stands in `merchantInfo.store`, as in an order, or beside it in `storeInfo`;
 * what the stand-in does not judge (addresses, owners, documents) is accepted unread.
 */
export const registrationRequest = z
  .object({
    registrationRequestId: id,
    registrationNotifyUrl: z.url().max(2048).optional(),
    registrationNotifyURL: z.url().max(2048).optional(),
    merchantInfo: z.object({
      referenceMerchantId: id,
      merchantDisplayName: z.string().min(1).max(256),
      merchantMCC: z.string().regex(/^\d{4}$/),
      store: store.optional(),
    }),
    storeInfo: store.optional(),
    pspIds: z.array(id).max(20).optional(),
  })
  .transform((request, context) => {
    const found = request.merchantInfo.store ?? request.storeInfo;
    if (found === undefined) {
      context.addIssue({ code: "custom", message: "a store is required" });
      return z.NEVER;
    }
    return {
      registrationRequestId: request.registrationRequestId,
      notifyUrl: request.registrationNotifyUrl ?? request.registrationNotifyURL ?? null,
      referenceMerchantId: request.merchantInfo.referenceMerchantId,
      referenceStoreId: found.referenceStoreId,
      shopName: found.storeDisplayName ?? found.storeName ?? request.merchantInfo.merchantDisplayName,
      mcc: found.storeMCC ?? request.merchantInfo.merchantMCC,
      pspIds: request.pspIds,
    };
  });

/** `inquiryRegistrationStatus`: by the request, or by the store. */
export const registrationInquiry = z
  .object({
    registrationRequestId: id.optional(),
    referenceMerchantId: id.optional(),
    referenceStoreId: id.optional(),
  })
  .refine((key) => key.registrationRequestId !== undefined || key.referenceStoreId !== undefined);

/** Sandbox only: stores that are live already, so that a large demo network exists on both sides at once. */
export const bulkRegistration = z.object({
  stores: z
    .array(
      z.object({
        referenceStoreId: id,
        referenceMerchantId: id.optional(),
        storeName: z.string().max(256).optional(),
        walletIds: z.array(id).min(1).max(20),
      }),
    )
    .min(1)
    .max(5_000),
});
