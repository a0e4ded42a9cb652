import { answerDispute } from "@/server/payments/disputes/commands";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import { ownerDepsAt, send } from "./payment-bed";
import type { ModelPayment } from "./soak-model";
import { again, pick, serialOf, type World } from "./soak-world";

const DISPUTE_MS = 12 * 3_600_000;

/** Paid, and neither cancelled, refunded nor disputed: each of these is asked for once of a payment. */
export function untouched(world: World): ModelPayment[] {
  const { payments, refunds, disputes } = world.model;
  const touched = new Set([...refunds, ...disputes].map(({ payment }) => payment));
  return payments.filter((payment) => payment.truth === "paid" && !touched.has(payment));
}

/** The network tells of a dispute, now and then several times. */
export async function openDispute(world: World, payment: ModelPayment): Promise<void> {
  const amountMinor = BigInt(1 + world.dice.below(Number(payment.amountMinor)));
  const networkDisputeId = `D${serialOf(world)}`;
  world.model.disputes.push({
    networkDisputeId,
    payment,
    amountMinor,
    judgement: world.dice.chance(50) ? "WON" : "LOST",
    answer: "none",
  });
  const notice = {
    disputeId: networkDisputeId,
    paymentId: payment.networkId,
    disputeAmount: { currency: "JPY", value: `${amountMinor}` },
    disputeReasonCode: "GOODS_NOT_RECEIVED",
    responseDueTime: new Date(world.nowMs + DISPUTE_MS).toISOString(),
  };
  for (let copy = 0; copy <= world.dice.below(3); copy += 1)
    await send(world.keys, "disputes/initiateRetrieval", notice, world.nowMs);
}

export async function dispute(world: World): Promise<void> {
  const payment = pick(world, untouched(world));
  if (payment) await openDispute(world, payment);
}

/** A shop answers one of its disputes, or lets the deadline come. */
export async function answer(world: World): Promise<void> {
  const waiting = world.model.disputes.filter((one) => one.answer === "none");
  const chosen = pick(world, waiting);
  const shop = chosen && world.shops[chosen.payment.shop];
  if (!shop) return;
  const kind = world.dice.chance(70) ? ("contest" as const) : ("accept" as const);
  const [row] = await again(() =>
    sqlOfClient(poolFor("jobs"))<{ id: string }>(
      "SELECT id FROM dispute WHERE network_dispute_id = $1 AND state = 'opened' AND due_at >= to_timestamp($2::float8 / 1000)",
      [chosen.networkDisputeId, world.nowMs],
    ),
  );
  if (!row) return;
  const input = { disputeId: row.id, answer: kind, text: "Handed over." };
  await again(() => answerDispute(ownerDepsAt(shop, world.nowMs), input)).catch((error: unknown) => {
    // The answer was written and its commit not heard: the second try finds it answered.
    if (!/dispute_state/.test(String(error))) throw error;
  });
  chosen.answer = kind;
}
