import { requestCancel } from "@/server/payments/cancels/commands";
import { sendDueCancels } from "@/server/payments/cancels/jobs";
import { expireDisputes, sendDueAnswers } from "@/server/payments/disputes/jobs";
import { resolveParkedDisputes } from "@/server/payments/disputes/notices/ingest";
import { lookAfterOrders, resolveAllParked } from "@/server/payments/orders/jobs";
import { requestRefund } from "@/server/payments/refunds/commands";
import { releaseHeldRefunds, sendDueRefunds } from "@/server/payments/refunds/jobs";
import { closeDatabase, transactSql } from "@/server/platform/db";
import { jobDepsAt, ownerDepsAt } from "./payment-bed";
import { untouched } from "./soak-disputes";
import { again, must, pick, serialOf, type World } from "./soak-world";

const HOUR_MS = 3_600_000;

/** A refund of a part, asked for by a double click; whether the wallet makes it is decided beforehand. */
export async function refund(world: World): Promise<void> {
  const payment = pick(world, untouched(world));
  const shop = payment && world.shops[payment.shop];
  if (!shop) return;
  const amountMinor = BigInt(1 + world.dice.below(Number(payment.amountMinor)));
  const input = { paymentId: payment.id, amountMinor, requestId: `soak_${serialOf(world)}`, reason: "" };
  const ask = () => again(() => requestRefund(ownerDepsAt(shop, world.nowMs), input));
  const asked = await Promise.allSettled([ask(), ask()]);
  const [first, second] = asked.map((one) => (one.status === "fulfilled" ? one.value.refundId : null));
  // An order that the network has settled may not be known to be paid yet: then there is nothing to refund.
  if (!first || !second) return must(!first && !second, `${payment.id}: one of two clicks was refused`);
  must(first === second, `${payment.id}: a double click became two refunds`);
  world.model.refunds.push({ refundId: first, payment, amountMinor, granted: world.dice.chance(80) });
}

/** A pushed payment is cancelled as a whole. */
export async function cancel(world: World): Promise<void> {
  const payment = pick(
    world,
    untouched(world).filter(({ origin }) => origin === "push"),
  );
  if (!payment) return;
  await again(() =>
    transactSql("ingest", (sql) =>
      requestCancel(sql, jobDepsAt(world.nowMs), { paymentId: payment.id, reason: "soak" }),
    ),
  ).then(
    () => {
      payment.truth = "cancelled";
    },
    (error: unknown) => must(/cancel_window_closed/.test(String(error)), `${payment.id}: ${error}`),
  );
}

/** One round of everything that the worker does. @returns how much there was to do */
export async function work(world: World): Promise<number> {
  const deps = () => jobDepsAt(world.nowMs);
  let done = 0;
  for (const job of [
    lookAfterOrders,
    resolveAllParked,
    resolveParkedDisputes,
    sendDueCancels,
    sendDueRefunds,
    releaseHeldRefunds,
    sendDueAnswers,
    expireDisputes,
  ]) {
    done += await again(() => job(deps()));
  }
  return done;
}

/** Time goes on: seconds, or now and then hours, past the end of the network's day. */
export async function wait(world: World): Promise<void> {
  world.nowMs += world.dice.chance(10) ? world.dice.below(5 * HOUR_MS) : 1_000 + world.dice.below(60_000);
  // The circuit keeps to the wall, which stands still here.
  globalThis.norenNetworkCircuit = undefined;
  await work(world);
}

/** Everything in memory is lost: connections, the writer with its queue, what is cached. */
export async function restart(): Promise<void> {
  await closeDatabase();
  globalThis.norenPaymentWriter = undefined;
  globalThis.norenRiskLimits = undefined;
}
