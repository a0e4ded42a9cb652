import { env } from "@/server/platform/env";
import { instantText, yenText } from "@/server/wallet-network/rules";
import type { Address, Standing } from "../acceptance/queries";
import { paymentNumber } from "../rules";
import type { Order } from "./queries";
import type { StartEntryPayment } from "./schema";

/**
 * The body of `pay` for an entry code. Everything in it comes from the stored order or from the shopper's browser, so
 * that the same order sent again has the same content.
 */
export function payBody(
  standing: Standing,
  order: Order,
  input: StartEntryPayment,
): Readonly<Record<string, unknown>> {
  const amount = yenText(order.amountMinor);
  return {
    paymentRequestId: order.paymentId,
    order: {
      referenceOrderId: paymentNumber(order.paymentId),
      orderDescription: standing.storeName,
      orderAmount: amount,
      merchant: {
        referenceMerchantId: standing.merchantId,
        merchantMCC: standing.merchantMcc,
        merchantName: standing.merchantName,
        merchantDisplayName: standing.merchantName,
        merchantAddress: addressOf(standing.merchantAddress),
        store: {
          referenceStoreId: standing.storeId,
          storeName: standing.storeName,
          storeMCC: standing.storeMcc,
          storeAddress: addressOf(standing.storeAddress),
        },
      },
      env: {
        terminalType: "WAP",
        ...(input.osType !== "OTHER" && { osType: input.osType }),
        ...(input.userAgent !== "" && { userAgent: input.userAgent }),
        ...(input.clientIp !== "" && { clientIp: input.clientIp }),
      },
    },
    paymentAmount: amount,
    paymentMethod: { paymentMethodType: "CONNECT_WALLET" },
    paymentFactor: {
      isInStorePayment: "true",
      isCashierPayment: "true",
      inStorePaymentScenario: "EntryCode",
    },
    paymentExpiryTime: instantText(order.expiresAtMs),
    paymentNotifyUrl: `${env().publicUrl}/api/network/v1/payments/notifyPayment`,
    paymentRedirectUrl: input.redirectUrl,
    settlementStrategy: { settlementCurrency: "JPY" },
  };
}

function addressOf(address: Address): Readonly<Record<string, string>> {
  return {
    region: "JP",
    zipCode: address.postalCode,
    state: address.prefecture,
    city: address.city,
    address1: address.line,
  };
}
