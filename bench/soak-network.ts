import { type FakeNetwork, resultText } from "./fake-network";
import type { Dice, Model, ModelPayment } from "./soak-model";

type Body = Record<string, unknown>;

/**
 * The network's side of a soak: it keeps the truth in the model, says the same for good once it has said something, and
 * loses a share of its answers on the way.
 */
export function playNetwork(network: FakeNetwork, model: Model, dice: Dice): void {
  const flaky = (reply: (body: Body) => Body) => (body: Body) => {
    // What was asked for has happened, whether or not the answer arrives.
    const answer = reply(body);
    if (dice.chance(15)) return "no_answer" as const;
    return dice.chance(10) ? resultText("U", "UNKNOWN_EXCEPTION") : answer;
  };
  const find = (body: Body): ModelPayment | undefined =>
    model.payments.find(({ id, networkId }) => id === body.paymentRequestId || networkId === body.paymentId);

  network.answer(
    "payments/pay",
    flaky((body) => {
      const order = model.payments.find(({ id }) => id === body.paymentRequestId);
      if (!order) return resultText("F", "PARAM_ILLEGAL");
      order.placed = true;
      return {
        ...resultText("U", "PAYMENT_IN_PROCESS"),
        paymentId: order.networkId,
        paymentUrl: "https://wallet.example/pay",
      };
    }),
  );
  network.answer(
    "payments/inquiryPayment",
    flaky((body) => {
      const order = find(body);
      if (!order?.placed) return resultText("F", "ORDER_NOT_EXIST");
      return { ...resultText("S", "SUCCESS"), ...order.message, paymentResult: resultOfTruth(order) };
    }),
  );
  network.answer(
    "payments/cancelPayment",
    flaky((body) => {
      const payment = find(body);
      if (!payment?.placed) return resultText("F", "ORDER_NOT_EXIST");
      if (payment.truth !== "failed") payment.truth = "cancelled";
      return resultText("S", "SUCCESS");
    }),
  );
  network.answer(
    "payments/refund",
    flaky((body) => {
      const refund = model.refunds.find(({ refundId }) => refundId === body.refundRequestId);
      if (refund?.granted === false) return resultText("F", "USER_STATUS_ABNORMAL");
      return { ...resultText("S", "SUCCESS"), refundId: `net_${String(body.refundRequestId)}` };
    }),
  );
  const judge = (body: Body) => {
    const dispute = model.disputes.find(({ networkDisputeId }) => networkDisputeId === body.disputeId);
    if (!dispute) return resultText("F", "PARAM_ILLEGAL");
    const disputeStatus = dice.chance(40) ? "IN_REVIEW" : dispute.judgement;
    return { ...resultText("S", "SUCCESS"), disputeStatus };
  };
  network.answer("disputes/responseRetrieval", flaky(judge));
  network.answer("disputes/responseEscalation", flaky(judge));
}

/** How a payment ended, as a notice or the answer to an inquiry says it. */
export function resultOfTruth(payment: ModelPayment): Body {
  const { result } = {
    open: resultText("U", "PAYMENT_IN_PROCESS"),
    paid: resultText("S", "SUCCESS"),
    failed: resultText("F", "USER_BALANCE_NOT_ENOUGH"),
    cancelled: resultText("F", "ORDER_IS_CANCELED"),
  }[payment.truth];
  return { ...(typeof result === "object" ? result : {}) };
}
