import { afterAll, beforeAll, expect, it } from "vitest";
import { type FakeNetwork, resultText, startFakeNetwork } from "@/bench/fake-network";
import {
  ingestDepsAt,
  jobDepsAt,
  makeNetworkKeys,
  ownerDepsAt,
  plantShops,
  pushMessage,
  type Shop,
  send,
} from "@/bench/payment-bed";
import { newPaymentNumber } from "@/server/kernel/ids";
import { mintScope, type OperatorScope } from "@/server/kernel/scope";
import { randomBytes } from "@/server/platform/crypto";
import { prismaFor } from "@/server/platform/db";
import { type Deps, depsFor } from "@/server/platform/deps";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { sendDueCancels } from "../cancels/jobs";
import { startEntryPayment } from "../orders/commands";
import { lookAfterOrders } from "../orders/jobs";
import { startEntryPaymentInput } from "../orders/schema";
import { requestRefund } from "../refunds/commands";
import { sendDueRefunds } from "../refunds/jobs";
import { askAgain, setAside } from "./commands";
import { listWork } from "./queries";

const keys = makeNetworkKeys();
const NOW = Date.UTC(2026, 10, 22, 7);
const HOUR = 3_600_000;
let database: TestDatabase;
let network: FakeNetwork;
let shop: Shop;

beforeAll(async () => {
  network = await startFakeNetwork(keys);
  database = await testDatabase({ ...keys.env, NETWORK_BASE_URL: network.url, LOG_LEVEL: "fatal" });
  const [planted] = await plantShops(database.urls.superuser, 1);
  if (!planted) throw new Error("no shop");
  shop = planted;
});
afterAll(async () => {
  await network.close();
  await database.drop();
});

const deskAt = (nowMs: number): Deps<OperatorScope> =>
  depsFor(
    mintScope({ kind: "operator", personId: "per_s", role: "support" }),
    { kind: "person", id: "per_s" },
    "req_test",
    nowMs,
  );
const work = async (nowMs: number) => {
  const items = await listWork(prismaFor("operator"), deskAt(nowMs).scope, { nowMs });
  return items.map(({ kind, subjectId }) => ({ kind, subjectId }));
};

it("what ends by itself is nobody's work; what does not is on the list, oldest first, and leaves it when it ends", async () => {
  // A refund that the wallet says nothing about.
  const answer = await send(keys, "payments/pushPayment", pushMessage(shop, { pspId: "NOREN_JP" }), NOW);
  const paymentId = `pay_${answer.acquirerPaymentId}`;
  const input = { paymentId, amountMinor: 500n, requestId: "request_1", reason: "" };
  const { refundId } = await requestRefund(ownerDepsAt(shop, NOW), input);
  network.answer("payments/refund", () => resultText("U", "UNKNOWN_EXCEPTION"));
  await sendDueRefunds(jobDepsAt(NOW));
  // An order whose cancel is never confirmed.
  const orderId = `pay_${newPaymentNumber({ nowMs: NOW, random: randomBytes })}`;
  network.answer("payments/pay", () => ({
    ...resultText("U", "PAYMENT_IN_PROCESS"),
    paymentId: "N1",
    paymentUrl: "https://wallet.example/pay",
  }));
  const order = {
    code: shop.code,
    amountMinor: 100n,
    paymentRequestId: orderId,
    redirectUrl: "https://n.example/",
  };
  await startEntryPayment(ingestDepsAt(NOW), startEntryPaymentInput.parse(order));
  await lookAfterOrders(jobDepsAt(NOW + 11 * 60_000));
  await sendDueCancels(jobDepsAt(NOW + 11 * 60_000));
  // A notice about nothing, and a push that contradicts itself.
  const lost = `pay_${newPaymentNumber({ nowMs: NOW, random: randomBytes })}`;
  await send(keys, "payments/notifyPayment", { ...pushMessage(shop), paymentRequestId: lost }, NOW);
  const message = pushMessage(shop);
  await send(keys, "payments/pushPayment", message, NOW);
  await send(keys, "payments/pushPayment", { ...message, customerId: "x" }, NOW);

  const refund = { kind: "refund_unconfirmed", subjectId: refundId } as const;
  const cancel = { kind: "cancel_unconfirmed", subjectId: orderId } as const;
  const conflict = { kind: "message_contradicts", subjectId: `payment:${message.paymentId}` } as const;
  expect(await work(NOW + 60_000)).toEqual([conflict]);
  const later = await work(NOW + 25 * HOUR);
  expect(later).toHaveLength(4);
  expect(later).toEqual(expect.arrayContaining([refund, cancel, conflict]));
  expect(later.find(({ kind }) => kind === "message_parked")).toBeDefined();

  const desk = deskAt(NOW + 25 * HOUR);
  network.answer("payments/refund", () => resultText("S", "SUCCESS"));
  network.answer("payments/cancelPayment", () => resultText("S", "SUCCESS"));
  await askAgain(desk, refund);
  await askAgain(desk, cancel);
  await sendDueRefunds(jobDepsAt(NOW + 25 * HOUR));
  await sendDueCancels(jobDepsAt(NOW + 25 * HOUR));
  await setAside(desk, { ...conflict, reason: "the network was wrong" });
  expect((await work(NOW + 25 * HOUR)).map(({ kind }) => kind)).toEqual(["message_parked"]);
  for (const over of [refund, cancel])
    await expect(askAgain(desk, over)).rejects.toMatchObject({ code: "work_state" });
  await expect(setAside(desk, { ...conflict, reason: "again" })).rejects.toMatchObject({
    code: "work_state",
  });
});
