import { nextChaos } from "../chaos/queries";
import { misbehaviourOf } from "../chaos/rules";
import type { Deps, Sql } from "../queries";
import { isLive } from "../registrations/queries";
import {
  type Answer,
  amountOf,
  contentText,
  type Misbehaviour,
  newNetworkId,
  type ResultCode,
  refusal,
  resultOf,
} from "../rules";
import { chargeFor, networkTime, type WalletId, walletOfAgent } from "../wallets/rules";
import { paymentMessage, queueNotices } from "./events";
import { findPayment, lockPayment, type NetworkPayment } from "./queries";
import { canTransition, decideCancel, decideConfirmation, type PaymentState } from "./rules";
import { type PayRequest, paymentReference, payRequest } from "./schema";

/**
 * `pay`: places an order and answers where to send the shopper. The answer is `U` / `PAYMENT_IN_PROCESS`, because
 * nobody has paid yet; the same request id with the same content gets the same answer for ever.
 */
export async function placeOrder(deps: Deps, body: unknown): Promise<Answer> {
  const parsed = payRequest.safeParse(body);
  if (!parsed.success) return refusal("PARAM_ILLEGAL");
  const request = parsed.data;
  // A retry may come from another address or browser version; what is paid, and to whom, may not change.
  const content = contentText(body, ["env"]);
  const known = await findPayment(deps.sql, { paymentRequestId: request.paymentRequestId });
  if (known) return orderAnswer(deps, known, content);
  if (request.order.orderAmount !== request.paymentAmount) return refusal("PARAM_ILLEGAL");
  const now = deps.now();
  if (request.paymentExpiryTime <= now) return refusal("ORDER_IS_CLOSED");
  const walletId = walletOfAgent(request.order.env?.userAgent);
  if (!(await isLive(deps.sql, request.order.merchant.store.referenceStoreId, walletId))) {
    return refusal("MERCHANT_NOT_REGISTERED");
  }
  await insertOrder(deps, { request, content, walletId });
  const placed = await findPayment(deps.sql, { paymentRequestId: request.paymentRequestId });
  return placed ? orderAnswer(deps, placed, content) : refusal("UNKNOWN_EXCEPTION");
}

async function insertOrder(
  deps: Deps,
  order: { request: PayRequest; content: string; walletId: WalletId | null },
): Promise<void> {
  const { request } = order;
  const { merchant } = request.order;
  const now = deps.now();
  await deps.sql(
    `INSERT INTO network_payment (payment_id, flow, payment_request_id, request_content, wallet_id, state,
       amount_minor, reference_merchant_id, reference_store_id, shop_name, reference_order_id, order_description,
       notify_url, redirect_url, created_at, expires_at)
     VALUES ($1, 'entry', $2, $3, $4, 'pending', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     ON CONFLICT (payment_request_id) DO NOTHING`,
    [
      newNetworkId(now, deps.random),
      request.paymentRequestId,
      order.content,
      order.walletId,
      request.paymentAmount,
      merchant.referenceMerchantId,
      merchant.store.referenceStoreId,
      merchant.store.storeName,
      request.order.referenceOrderId,
      request.order.orderDescription,
      request.paymentNotifyUrl,
      request.paymentRedirectUrl,
      now,
      request.paymentExpiryTime,
    ],
  );
}

function orderAnswer(deps: Deps, payment: NetworkPayment, content: string): Answer {
  if (payment.requestContent !== content) return refusal("REPEAT_REQ_INCONSISTENT");
  return {
    result: resultOf("PAYMENT_IN_PROCESS"),
    acquirerId: deps.settings.acquirerId,
    paymentId: payment.paymentId,
    paymentUrl: `${deps.settings.publicUrl}/sandbox/wallet/pay/${payment.paymentId}`,
    paymentCreateTime: networkTime(payment.createdAt),
  };
}

/** `inquiryPayment`: result S says that the question was answered; `paymentResult` says how the payment stands. */
export async function inquirePayment(deps: Deps, body: unknown): Promise<Answer | "no_answer"> {
  const parsed = paymentReference.safeParse(body);
  if (!parsed.success) return refusal("PARAM_ILLEGAL");
  const payment = await findPayment(deps.sql, parsed.data);
  if (payment === null) return refusal("ORDER_NOT_EXIST");
  if (payment.misbehave === "no_answer" && payment.settlesAt !== null) return "no_answer";
  return { result: resultOf("SUCCESS"), ...paymentMessage(payment, deps.settings.acquirerId) };
}

/** `cancelPayment`: full only; a repeated cancel is confirmed again. */
export async function cancelPayment(deps: Deps, body: unknown): Promise<Answer> {
  const parsed = paymentReference.safeParse(body);
  if (!parsed.success) return refusal("PARAM_ILLEGAL");
  return deps.transact(async (sql) => {
    const payment = await lockPayment(sql, parsed.data);
    if (payment === null) return refusal("ORDER_NOT_EXIST");
    const now = deps.now();
    const decision = decideCancel(payment, now);
    if (decision !== "cancel" && decision !== "already") return refusal(decision);
    if (decision === "cancel") {
      const comesLate =
        payment.misbehave === "late_success" && payment.state === "pending" && payment.confirmedAt !== null;
      await moveTo(sql, payment, "cancelled");
      await sql("UPDATE network_payment SET cancelled_at = $2, settles_at = $3 WHERE payment_id = $1", [
        payment.paymentId,
        now,
        comesLate ? now + deps.settings.pace.lateMs : null,
      ]);
    }
    return {
      result: resultOf("SUCCESS"),
      acquirerId: deps.settings.acquirerId,
      ...(payment.walletId !== null && { pspId: payment.walletId }),
      paymentId: payment.paymentId,
      ...(payment.paymentRequestId !== null && { paymentRequestId: payment.paymentRequestId }),
      cancelAmount: amountOf("JPY", payment.amountMinor),
      cancelTime: networkTime(now),
    };
  });
}

/** Changes the state of a locked payment along the transition table. @throws RangeError for any other change */
export async function moveTo(
  sql: Sql,
  payment: NetworkPayment,
  state: PaymentState,
  resultCode: string | null = null,
): Promise<void> {
  if (!canTransition(payment.state, state)) throw new RangeError(`no way from ${payment.state} to ${state}`);
  await sql("UPDATE network_payment SET state = $2, result_code = $3 WHERE payment_id = $1", [
    payment.paymentId,
    state,
    resultCode,
  ]);
}

/** Locks in the result of a payment and queues its notices. */
async function settle(
  deps: Deps,
  sql: Sql,
  payment: NetworkPayment,
  outcome: { readonly state: "succeeded" } | { readonly state: "failed"; readonly code: ResultCode },
): Promise<void> {
  await moveTo(sql, payment, outcome.state, outcome.state === "failed" ? outcome.code : null);
  await sql("UPDATE network_payment SET settles_at = NULL, paid_at = $2 WHERE payment_id = $1", [
    payment.paymentId,
    outcome.state === "succeeded" ? deps.now() : null,
  ]);
  const settled = await findPayment(sql, { paymentId: payment.paymentId });
  if (settled) await queueNotices(deps, sql, settled);
}

export type ShopperChoice = {
  readonly paymentId: string;
  readonly walletId: WalletId;
  readonly customerId: string;
  readonly agrees: boolean;
  readonly misbehave: Misbehaviour;
};

/**
 * The shopper presses pay, or declines. Pressing twice changes nothing.
 * @returns the payment afterwards, or null when there is none
 */
export async function confirmPayment(deps: Deps, wish: ShopperChoice): Promise<NetworkPayment | null> {
  const chaos = wish.misbehave === "none" ? await nextChaos(deps.sql) : null;
  const choice = chaos === null ? wish : { ...wish, misbehave: misbehaviourOf(chaos) };
  const confirmed = await deps.transact(async (sql) => {
    const payment = await lockPayment(sql, { paymentId: choice.paymentId });
    if (payment === null || payment.flow !== "entry") return null;
    const open = payment.state === "pending" && payment.confirmedAt === null;
    if (open && payment.expiresAt !== null && payment.expiresAt <= deps.now())
      await moveTo(sql, payment, "expired");
    else if (open) await confirmOpen(deps, sql, { payment, choice });
    return findPayment(sql, { paymentId: choice.paymentId });
  });
  deps.nudge();
  return confirmed;
}

async function confirmOpen(
  deps: Deps,
  sql: Sql,
  on: { readonly payment: NetworkPayment; readonly choice: ShopperChoice },
): Promise<void> {
  const { payment, choice } = on;
  const now = deps.now();
  const charge = chargeFor(choice.walletId, payment.amountMinor, now);
  await sql(
    `UPDATE network_payment SET wallet_id = $2, customer_id = $3, misbehave = $4, confirmed_at = $5, payer_minor = $6,
       payer_currency = $7, quote = $8 WHERE payment_id = $1`,
    [
      payment.paymentId,
      choice.walletId,
      choice.customerId,
      choice.misbehave,
      now,
      charge.payer.minor,
      charge.payer.currency,
      charge.quote === null ? null : JSON.stringify(charge.quote),
    ],
  );
  const chosen = { ...payment, walletId: choice.walletId, misbehave: choice.misbehave };
  if (!choice.agrees) return settle(deps, sql, chosen, { state: "failed", code: "USER_CANCELED" });
  if (!(await isLive(sql, payment.referenceStoreId, choice.walletId))) {
    return settle(deps, sql, chosen, { state: "failed", code: "MERCHANT_NOT_REGISTERED" });
  }
  const decision = decideConfirmation(choice.misbehave, now, deps.settings.pace);
  if (decision.kind === "succeed") return settle(deps, sql, chosen, { state: "succeeded" });
  if (decision.kind === "fail") return settle(deps, sql, chosen, { state: "failed", code: decision.code });
  if (decision.kind === "settle_at") {
    await sql("UPDATE network_payment SET settles_at = $2 WHERE payment_id = $1", [
      payment.paymentId,
      decision.at,
    ]);
  }
}

/** A slow or late success that is due, or an order whose time has passed. */
export async function settleDuePayment(deps: Deps, paymentId: string): Promise<void> {
  await deps.transact(async (sql) => {
    const payment = await lockPayment(sql, { paymentId });
    if (payment === null) return;
    const now = deps.now();
    if (payment.settlesAt !== null && payment.settlesAt <= now) {
      await settle(deps, sql, payment, { state: "succeeded" });
      return;
    }
    if (payment.state !== "pending" || payment.expiresAt === null || payment.expiresAt > now) return;
    await moveTo(sql, payment, "expired");
    const comesLate = payment.misbehave === "late_success" && payment.confirmedAt !== null;
    if (comesLate) {
      await sql("UPDATE network_payment SET settles_at = $2 WHERE payment_id = $1", [
        paymentId,
        now + deps.settings.pace.lateMs,
      ]);
    }
  });
}
