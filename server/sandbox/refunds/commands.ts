import { findRefund, lockPayment, type NetworkPayment, type NetworkRefund } from "../payments/queries";
import { decideRefund } from "../payments/rules";
import { refundRequest } from "../payments/schema";
import type { Deps } from "../queries";
import { type Answer, amountOf, contentText, newNetworkId, refusal, resultOf } from "../rules";
import { networkTime, refundShare, type WalletId } from "../wallets/rules";
import { WALLETS } from "../wallets/wallets.data";

/** `refund`: under the wallet's policy; the same request id gives the same refund, never a second one. */
export async function refundPayment(deps: Deps, body: unknown): Promise<Answer> {
  const parsed = refundRequest.safeParse(body);
  if (!parsed.success) return refusal("PARAM_ILLEGAL");
  const request = parsed.data;
  const content = contentText(body);
  return deps.transact(async (sql) => {
    // The lock on the payment also orders two copies of one request.
    const payment = await lockPayment(sql, request);
    if (payment === null || payment.walletId === null) return refusal("ORDER_NOT_EXIST");
    const walletId = payment.walletId;
    const known = await findRefund(sql, request.refundRequestId);
    if (known && known.requestContent !== content) return refusal("REPEAT_REQ_INCONSISTENT");
    if (known) return refundAnswer(deps, payment, walletId, known);
    const now = deps.now();
    const decision = decideRefund({ ...payment, walletId }, request.refundAmount, now);
    if (decision !== "refund") return refusal(decision);
    const refund: NetworkRefund = {
      refundRequestId: request.refundRequestId,
      refundId: newNetworkId(now, deps.random),
      requestContent: content,
      paymentId: payment.paymentId,
      amountMinor: request.refundAmount,
      payerMinor: refundShare({
        yenMinor: payment.amountMinor,
        payerMinor: payment.payerMinor ?? 0n,
        refundedYenMinor: payment.refundedMinor,
        refundedPayerMinor: payment.refundedPayerMinor,
        refundYenMinor: request.refundAmount,
      }),
      refundedAt: now,
    };
    await sql(
      `INSERT INTO network_refund (refund_request_id, refund_id, request_content, payment_id, amount_minor,
         payer_minor, refunded_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        refund.refundRequestId,
        refund.refundId,
        refund.requestContent,
        refund.paymentId,
        refund.amountMinor,
        refund.payerMinor,
        refund.refundedAt,
      ],
    );
    return refundAnswer(deps, payment, walletId, refund);
  });
}

function refundAnswer(
  deps: Deps,
  payment: NetworkPayment,
  walletId: WalletId,
  refund: NetworkRefund,
): Answer {
  return {
    result: resultOf("SUCCESS"),
    acquirerId: deps.settings.acquirerId,
    pspId: walletId,
    paymentId: payment.paymentId,
    refundRequestId: refund.refundRequestId,
    refundId: refund.refundId,
    refundAmount: amountOf("JPY", refund.amountMinor),
    settlementAmount: amountOf("JPY", refund.amountMinor),
    payerRefundAmount: amountOf(WALLETS[walletId].currency, refund.payerMinor),
    refundTime: networkTime(refund.refundedAt),
  };
}
