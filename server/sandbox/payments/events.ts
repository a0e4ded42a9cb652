import { queueDelivery } from "../deliveries/commands";
import type { Deps, Sql } from "../queries";
import { amountOf, type ResultCode, resultOf } from "../rules";
import { japanTime } from "../wallets/rules";
import { WALLETS } from "../wallets/wallets.data";
import type { NetworkPayment } from "./queries";
import { noticesFor, paymentResultCode } from "./rules";

/**
 * What `notifyPayment`, `pushPayment` and the answer to `inquiryPayment` say about a payment. Fields that are not
 * known yet are left out.
 * @param resultCode the payment's result, when it is not the one that follows from its state
 */
export function paymentMessage(
  payment: NetworkPayment,
  acquirerId: string,
  resultCode: ResultCode = paymentResultCode(payment.state, payment.resultCode),
): Readonly<Record<string, unknown>> {
  const yen = amountOf("JPY", payment.amountMinor);
  const wallet = payment.walletId === null ? null : WALLETS[payment.walletId];
  return {
    acquirerId,
    paymentId: payment.paymentId,
    ...(payment.paymentRequestId !== null && { paymentRequestId: payment.paymentRequestId }),
    ...(payment.walletId !== null && { pspId: payment.walletId }),
    ...(payment.codeValue !== null && { codeValue: payment.codeValue }),
    ...(payment.customerId !== null && { customerId: payment.customerId }),
    ...(wallet !== null && { customerMaskedAccount: wallet.account }),
    paymentAmount: yen,
    payToAmount: yen,
    ...(wallet !== null &&
      payment.payerMinor !== null && { payerAmount: amountOf(wallet.currency, payment.payerMinor) }),
    ...(payment.quote !== null && { paymentQuote: payment.quote }),
    ...(payment.paidAt !== null && { settlementAmount: yen, paymentTime: japanTime(payment.paidAt) }),
    paymentResult: resultOf(resultCode),
  };
}

/** Queues the notices of a final result; how many and when is up to the chosen misbehaviour. */
export async function queueNotices(deps: Deps, sql: Sql, payment: NetworkPayment): Promise<void> {
  if (payment.notifyUrl === null) return;
  const body = JSON.stringify(paymentMessage(payment, deps.settings.acquirerId));
  for (const notice of noticesFor(payment.misbehave, deps.now(), deps.settings.pace)) {
    await queueDelivery(sql, {
      kind: "notifyPayment",
      subject: payment.paymentId,
      walletId: payment.walletId,
      url: payment.notifyUrl,
      body,
      ...notice,
    });
  }
}
