import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type FakeNetwork, resultText, startFakeNetwork } from "@/bench/fake-network";
import { ingestDepsAt, jobDepsAt, makeNetworkKeys, plantShops, type Shop, send } from "@/bench/payment-bed";
import { balanceOf, balancesFingerprint, owedOn } from "@/server/ledger/queries";
import { accounts } from "@/server/ledger/rules";
import { poolFor, sqlOfClient, transactSql } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { requestCancel } from "../cancels/commands";
import { sendDueCancels } from "../cancels/jobs";
import { startEntryPayment } from "./commands";
import { inquireNow, lookAfterOrders } from "./jobs";
import { getShopperPayment } from "./queries";
import { startEntryPaymentInput } from "./schema";

const keys = makeNetworkKeys();
const NOW = Date.UTC(2026, 10, 22, 7);
const MINUTE = 60_000;
let database: TestDatabase;
let network: FakeNetwork;
let shop: Shop;
let serial = 0;

beforeAll(async () => {
  network = await startFakeNetwork(keys);
  database = await testDatabase({ ...keys.env, NETWORK_BASE_URL: network.url });
});
afterAll(async () => {
  await network.close();
  await database.drop();
});
beforeEach(async () => {
  const [planted] = await plantShops(database.urls.superuser, 1);
  if (!planted) throw new Error("no shop");
  shop = planted;
  network.calls.length = 0;
  network.answer("payments/pay", (body) => ({
    ...resultText("U", "PAYMENT_IN_PROCESS"),
    paymentId: networkIdOf(body.paymentRequestId),
    paymentUrl: "https://wallet.example/pay",
  }));
  network.answer("payments/inquiryPayment", () => resultText("U", "UNKNOWN_EXCEPTION"));
  network.answer("payments/cancelPayment", () => resultText("S", "SUCCESS"));
  network.answer("payments/refund", () => resultText("S", "SUCCESS"));
});

const sql = () => sqlOfClient(poolFor("ingest"));
const networkIdOf = (requestId: unknown) => `N${String(requestId).slice(4)}`;

function newPaymentId(): string {
  serial += 1;
  return `pay_${NOW}${serial.toString().padStart(7, "0")}`;
}

function order(paymentRequestId: string, changes: Record<string, unknown> = {}) {
  return startEntryPaymentInput.parse({
    code: shop.code,
    amountMinor: 1280n,
    paymentRequestId,
    redirectUrl: "https://n.example/p/x",
    userAgent: "test",
    ...changes,
  });
}

const start = (paymentId: string, nowMs = NOW) => startEntryPayment(ingestDepsAt(nowMs), order(paymentId));
const stateOf = async (paymentId: string) => (await getShopperPayment(sql(), paymentId)).state;
const payable = () => owedOn(sql(), accounts.merchantPayable(shop.merchantId, shop.payoutGroupId));

function facts(paymentId: string, resultStatus: "S" | "F", resultCode: string, changes: object = {}) {
  return {
    paymentId: networkIdOf(paymentId),
    paymentRequestId: paymentId,
    pspId: "ALIPAY_CN",
    acquirerId: "NOREN",
    paymentAmount: { currency: "JPY", value: "1280" },
    payerAmount: { currency: "CNY", value: "6123" },
    paymentTime: "2026-11-22T15:30:00+09:00",
    paymentResult: { resultStatus, resultCode, resultMessage: "" },
    ...changes,
  };
}

const notify = (message: object, nowMs = NOW) => send(keys, "payments/notifyPayment", message, nowMs);

describe("an order", () => {
  it("is one order for a double click, and sends both to the same place", async () => {
    const id = newPaymentId();
    const started = await Promise.all([start(id), start(id)]);
    expect(started[0]).toEqual(started[1]);
    expect(await start(id)).toMatchObject({ state: "pending", paymentUrl: "https://wallet.example/pay" });
    const contents = network.calls.map((call) => JSON.stringify(call.body));
    expect(new Set(contents).size).toBe(1);
  });

  it("with a known id and another amount is refused", async () => {
    const id = newPaymentId();
    await start(id);
    const other = startEntryPayment(ingestDepsAt(NOW), order(id, { amountMinor: 1281n }));
    await expect(other).rejects.toMatchObject({ code: "idempotency_conflict" });
  });

  it("is durable before the network hears of it, and unknown stays unknown until asked (G7)", async () => {
    const id = newPaymentId();
    network.answer("payments/pay", () => "no_answer");
    await expect(start(id)).rejects.toMatchObject({ code: "network_unreachable" });
    expect(await stateOf(id)).toBe("created");
    network.answer("payments/inquiryPayment", () => ({
      ...resultText("S", "SUCCESS"),
      ...facts(id, "S", "SUCCESS"),
    }));
    await lookAfterOrders(jobDepsAt(NOW + 4_000));
    expect(await stateOf(id)).toBe("created");
    await lookAfterOrders(jobDepsAt(NOW + 5_000));
    expect(await stateOf(id)).toBe("succeeded");
    expect(await payable()).toBe(1280n);
    expect((await notify(facts(id, "S", "SUCCESS"))).result.resultStatus).toBe("S");
    expect(await payable()).toBe(1280n);
  });

  it("that succeeds is booked once, however it is learnt (G3)", async () => {
    const id = newPaymentId();
    await start(id);
    const answers = await Promise.all(Array.from({ length: 20 }, () => notify(facts(id, "S", "SUCCESS"))));
    expect(new Set(answers.map((answer) => answer.result.resultStatus))).toEqual(new Set(["S"]));
    await inquireNow(ingestDepsAt(NOW), id);
    expect(await payable()).toBe(1280n);
  });

  it("is not changed by another amount or a later failure (G4)", async () => {
    const id = newPaymentId();
    await start(id);
    const other = facts(id, "S", "SUCCESS", { paymentAmount: { currency: "JPY", value: "9999" } });
    expect((await notify(other)).result.resultCode).toBe("REPEAT_REQ_INCONSISTENT");
    expect((await notify(facts(id, "S", "SUCCESS"))).result.resultStatus).toBe("S");
    expect((await notify(facts(id, "F", "USER_CANCELED"))).result.resultCode).toBe("REPEAT_REQ_INCONSISTENT");
    expect(await stateOf(id)).toBe("succeeded");
    expect(await payable()).toBe(1280n);
  });

  it("that nobody settles is cancelled half a minute after its end, and asked again until confirmed", async () => {
    const id = newPaymentId();
    await start(id);
    const end = NOW + 10 * MINUTE;
    await lookAfterOrders(jobDepsAt(end));
    expect(await stateOf(id)).toBe("pending");
    await lookAfterOrders(jobDepsAt(end + 30_000));
    expect(await stateOf(id)).toBe("cancel_requested");
    network.answer("payments/cancelPayment", () => "no_answer");
    await sendDueCancels(jobDepsAt(end + 30_000));
    expect(await stateOf(id)).toBe("cancel_requested");
    network.answer("payments/cancelPayment", () => resultText("S", "SUCCESS"));
    await sendDueCancels(jobDepsAt(end + MINUTE));
    expect(await stateOf(id)).toBe("cancelled");
  });
});

describe("a success after the end", () => {
  it.each(["F", "cancel"] as const)("by %s is given back and is no sale", async (how) => {
    const id = newPaymentId();
    await start(id);
    if (how === "F") await notify(facts(id, "F", "USER_BALANCE_NOT_ENOUGH"));
    else {
      await transactSql("jobs", (tx) =>
        requestCancel(tx, jobDepsAt(NOW), { paymentId: id, reason: "expired" }),
      );
      await sendDueCancels(jobDepsAt(NOW));
    }
    const before = await balanceOf(sql(), "acquirer:reversals_due");
    expect((await notify(facts(id, "S", "SUCCESS"))).result.resultStatus).toBe("S");
    expect(await stateOf(id)).toBe("reversal_due");
    expect(await payable()).toBe(0n);
    expect(await balanceOf(sql(), "acquirer:reversals_due")).toBe(before - 1280n);
    network.answer("payments/cancelPayment", () => resultText("F", "CANCEL_WINDOW_EXCEED"));
    await sendDueCancels(jobDepsAt(NOW + MINUTE));
    expect(await stateOf(id)).toBe("reversed");
    expect(network.calls.at(-1)).toMatchObject({
      name: "payments/refund",
      body: { refundRequestId: `rev_${id.slice(4)}` },
    });
    expect(await balanceOf(sql(), "acquirer:reversals_due")).toBe(before);
  });
});

describe("any order of arrival ends in the same books (G5)", () => {
  type Step = "order" | "notice" | "cancel" | "confirm";
  const orders: Step[][] = [
    ["order", "notice", "cancel", "confirm"],
    ["order", "cancel", "notice", "confirm"],
    ["order", "cancel", "confirm", "notice"],
    ["notice", "order", "cancel", "confirm"],
  ];

  it("for a payment that is paid and cancelled", async () => {
    const before = await balancesFingerprint(sql());
    for (const steps of orders) {
      const id = newPaymentId();
      for (const step of [...steps, "confirm" as const]) {
        if (step === "order") await start(id);
        if (step === "notice") await notify(facts(id, "S", "SUCCESS"));
        if (step === "cancel") {
          await transactSql("jobs", (tx) =>
            requestCancel(tx, jobDepsAt(NOW), { paymentId: id, reason: "test" }),
          );
        }
        if (step === "confirm") await sendDueCancels(jobDepsAt(NOW + MINUTE));
      }
      expect(await balancesFingerprint(sql()), steps.join()).toBe(before);
    }
  });

  it("a notice before its order waits and is not lost", async () => {
    const id = newPaymentId();
    expect((await notify(facts(id, "S", "SUCCESS"))).result.resultStatus).toBe("U");
    expect((await notify(facts(id, "S", "SUCCESS"))).result.resultStatus).toBe("U");
    expect(await sql()("SELECT 1 FROM parked_message WHERE waits_for = $1", [id])).toHaveLength(1);
    expect(await start(id)).toMatchObject({ state: "succeeded", paymentUrl: null });
    expect(await payable()).toBe(1280n);
    expect(await sql()("SELECT 1 FROM parked_message WHERE waits_for = $1", [id])).toHaveLength(0);
  });
});
