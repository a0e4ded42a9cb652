import { newPaymentNumber } from "@/server/kernel/ids";
import { startEntryPayment } from "@/server/payments/orders/commands";
import { startEntryPaymentInput } from "@/server/payments/orders/schema";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import { ingestDepsAt, pushMessage, send } from "./payment-bed";
import { openDispute } from "./soak-disputes";
import type { ModelPayment } from "./soak-model";
import { resultOfTruth } from "./soak-network";
import { again, Finding, must, pick, sendUntilKnown, serialOf, type World } from "./soak-world";

function newPayment(world: World, origin: "push" | "entry"): ModelPayment {
  const at = world.dice.below(world.shops.length);
  const shop = world.shops[at];
  if (!shop) throw new Finding("no shop");
  const amountMinor = BigInt(1 + world.dice.below(50_000));
  const walletId = world.dice.chance(50) ? "ALIPAY_CN" : "NOREN_JP";
  const amount = { currency: "JPY", value: `${amountMinor}` };
  const networkId = `2026112215${serialOf(world)}`;
  const message = pushMessage(shop, {
    paymentId: networkId,
    pspId: walletId,
    paymentAmount: amount,
    settlementAmount: amount,
    paymentTime: new Date(world.nowMs).toISOString(),
  });
  const random = (size: number) => Uint8Array.from({ length: size }, () => world.dice.below(256));
  const id = origin === "entry" ? `pay_${newPaymentNumber({ nowMs: world.nowMs, random })}` : "";
  return {
    shop: at,
    id,
    networkId,
    walletId,
    amountMinor,
    message,
    origin,
    truth: origin === "push" ? "paid" : "open",
    placed: origin === "push",
  };
}

/** A shopper pushes; now and then two copies at once, and a dispute may have come before its payment. */
export async function push(world: World): Promise<void> {
  const payment = newPayment(world, "push");
  const isEarly = world.dice.chance(5);
  if (isEarly) await openDispute(world, payment);
  const answers = await Promise.all(
    Array.from({ length: world.dice.chance(20) ? 3 : 1 }, () =>
      sendUntilKnown(world, "payments/pushPayment", payment.message),
    ),
  );
  const ids = new Set(answers.map(({ acquirerPaymentId }) => acquirerPaymentId));
  must(ids.size === 1, `${payment.networkId} got ${ids.size} numbers`);
  must(
    answers.every(({ result }) => result.resultStatus === "S"),
    `a payment was refused: ${answers[0]?.result.resultCode}`,
  );
  const accepted = { ...payment, id: `pay_${[...ids][0]}` };
  world.model.payments.push(accepted);
  for (const dispute of world.model.disputes)
    if (dispute.payment === payment) Object.assign(dispute, { payment: accepted });
}

/** An order from the entry page: its notice may come before it, its answer may be lost. */
export async function order(world: World): Promise<void> {
  const payment = newPayment(world, "entry");
  const shop = world.shops[payment.shop];
  if (!shop) return;
  world.model.payments.push(payment);
  if (world.dice.chance(10)) {
    payment.truth = "paid";
    payment.placed = true;
    await send(world.keys, "payments/notifyPayment", noticeOf(payment), world.nowMs);
  }
  const input = startEntryPaymentInput.parse({
    code: shop.code,
    amountMinor: payment.amountMinor,
    paymentRequestId: payment.id,
    redirectUrl: "https://n.example/done",
  });
  await again(() => startEntryPayment(ingestDepsAt(world.nowMs), input)).catch((error: unknown) => {
    // The network gave no answer; the order is durable and is asked about.
    if (!(error instanceof Error) || !/network_unreachable/.test(error.message)) throw error;
  });
}

function noticeOf(payment: ModelPayment): Record<string, unknown> {
  return {
    ...payment.message,
    paymentRequestId: payment.id,
    paymentResult: resultOfTruth(payment),
  };
}

/** The shopper pays or declines; the notice is on its way none, once or several times. */
export async function decide(world: World): Promise<void> {
  const open = world.model.payments.filter(({ truth, placed }) => truth === "open" && placed);
  const payment = pick(world, open);
  if (!payment) return;
  payment.truth = world.dice.chance(75) ? "paid" : "failed";
  const message = noticeOf(payment);
  const copies = world.dice.below(4);
  for (let copy = 0; copy < copies; copy += 1)
    world.underWay.push({ call: "payments/notifyPayment", message });
}

/** The wallet takes the money although the order was cancelled: money to give back. */
export async function lateSuccess(world: World): Promise<void> {
  const ended = world.model.payments.filter(
    ({ origin, truth }) => origin === "entry" && (truth === "cancelled" || truth === "failed"),
  );
  const payment = pick(world, ended);
  if (!payment || !(await hasEnded(payment))) return;
  const message = { ...noticeOf(payment), paymentResult: resultOfTruth({ ...payment, truth: "paid" }) };
  // Only a cancel or a refund of the whole gives it back, so for the shop it stays what it was: no sale.
  payment.truth = "cancelled";
  world.underWay.push({ call: "payments/notifyPayment", message });
}

/** Whether Noren knows that the order is over; before that a success is simply its result. */
async function hasEnded(payment: ModelPayment): Promise<boolean> {
  const rows = await again(() =>
    sqlOfClient(poolFor("jobs"))(
      "SELECT 1 FROM payment WHERE id = $1 AND state IN ('failed', 'cancelled', 'expired')",
      [payment.id],
    ),
  );
  return rows.length > 0;
}

/** One of the notices on their way arrives. */
export async function deliver(world: World): Promise<void> {
  const at = world.dice.below(Math.max(world.underWay.length, 1));
  const [notice] = world.underWay.splice(at, 1);
  if (notice) await send(world.keys, notice.call, notice.message, world.nowMs);
}

/** Copies of a push, some after it was given back: always the first answer, never a second entry. */
export async function repeat(world: World): Promise<void> {
  const payment = pick(
    world,
    world.model.payments.filter(({ origin }) => origin === "push"),
  );
  if (!payment) return;
  const answer = await sendUntilKnown(world, "payments/pushPayment", payment.message);
  must(`pay_${answer.acquirerPaymentId}` === payment.id, `${payment.networkId} got a second number`);
  const other = {
    ...payment.message,
    paymentAmount: { currency: "JPY", value: `${payment.amountMinor + 1n}` },
  };
  const refused = await sendUntilKnown(world, "payments/pushPayment", other);
  must(refused.result.resultCode === "REPEAT_REQ_INCONSISTENT", `${payment.networkId} changed its amount`);
}
