import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type FakeNetwork, resultText, startFakeNetwork } from "@/bench/fake-network";
import {
  jobDepsAt,
  makeNetworkKeys,
  ownerDepsAt,
  plantShops,
  pushMessage,
  type Shop,
  send,
} from "@/bench/payment-bed";
import { mintScope } from "@/server/kernel/scope";
import { owedOn } from "@/server/ledger/queries";
import { accounts } from "@/server/ledger/rules";
import { withClient } from "@/server/platform/database-roles";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { getPayment } from "../detail/queries";
import { listPayments } from "../queries";
import { listPaymentsInput } from "../schema";
import { todaySummary } from "../summary/queries";
import { HELD_RECHECK_MS, requestRefund } from "./commands";
import { releaseHeldRefunds, sendDueRefunds } from "./jobs";
import { getRefundPreview } from "./queries";
import { burdenOfRefund, refundRequestId } from "./rules";

const keys = makeNetworkKeys();
const NOW = Date.UTC(2026, 10, 22, 7);
const DAY = 86_400_000;
let database: TestDatabase;
let network: FakeNetwork;
let shop: Shop;

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
  network.answer("payments/refund", () => ({ ...resultText("S", "SUCCESS"), refundId: "R1" }));
});

async function pay(pspId = "NOREN_JP", value = "1280"): Promise<string> {
  const message = pushMessage(shop, { pspId, paymentAmount: { currency: "JPY", value } });
  const answer = await send(keys, "payments/pushPayment", message, NOW);
  return `pay_${answer.acquirerPaymentId}`;
}

let serial = 0;
function ask(paymentId: string, amountMinor: bigint, nowMs = NOW, requestId?: string) {
  serial += 1;
  const input = { paymentId, amountMinor, requestId: requestId ?? `request_${serial}`, reason: "" };
  return requestRefund(ownerDepsAt(shop, nowMs), input);
}

const sql = () => sqlOfClient(poolFor("jobs"));
const owed = (kind: "payable" | "reserve") => {
  const of = kind === "payable" ? accounts.merchantPayable : accounts.merchantReserve;
  return owedOn(sql(), of(shop.merchantId, shop.payoutGroupId));
};
const detail = (paymentId: string) => {
  const deps = ownerDepsAt(shop, NOW);
  return deps.transact((tx) => getPayment(tx, deps.scope, { paymentId }));
};

describe("a refund", () => {
  it("is set aside, sent, and called refunded only when the wallet says so", async () => {
    const paymentId = await pay();
    network.answer("payments/refund", () => "no_answer");
    const { refundId } = await ask(paymentId, 500n);
    expect([await owed("payable"), await owed("reserve")]).toEqual([780n, 500n]);
    await sendDueRefunds(jobDepsAt(NOW));
    expect((await detail(paymentId)).refunds).toMatchObject([{ refundId, state: "at_wallet" }]);
    expect((await detail(paymentId)).payment).toMatchObject({ refundedMinor: 0n, refundingMinor: 500n });
    network.answer("payments/refund", () => ({ ...resultText("S", "SUCCESS"), refundId: "R1" }));
    await sendDueRefunds(jobDepsAt(NOW + 10_000));
    expect((await detail(paymentId)).refunds).toMatchObject([{ state: "done" }]);
    expect([await owed("payable"), await owed("reserve")]).toEqual([780n, 0n]);
    const bodies = network.calls.map((call) => JSON.stringify(call.body));
    expect(bodies).toHaveLength(2);
    expect(new Set(bodies).size).toBe(1);
    await sendDueRefunds(jobDepsAt(NOW + DAY));
    expect(network.calls).toHaveLength(2);
  });

  it("asked for twice by a double click is one refund", async () => {
    const paymentId = await pay();
    const answers = await Promise.all([1, 2, 3].map(() => ask(paymentId, 500n, NOW, "double_click")));
    expect(new Set(answers.map((answer) => answer.refundId)).size).toBe(1);
    expect(await owed("payable")).toBe(780n);
    await expect(ask(paymentId, 501n, NOW, "double_click")).rejects.toMatchObject({
      code: "idempotency_conflict",
    });
  });

  it("asked for in two tabs or after a reload is one; an equal one that is meant follows from a screen that shows it", async () => {
    const paymentId = await pay();
    const shown = async () => refundRequestId(paymentId, (await detail(paymentId)).refunds.length);
    const [tab, other] = [await shown(), await shown()];
    const answers = await Promise.all([ask(paymentId, 300n, NOW, tab), ask(paymentId, 300n, NOW, other)]);
    await ask(paymentId, 300n, NOW, tab);
    expect(new Set(answers.map(({ refundId }) => refundId)).size).toBe(1);
    expect(await owed("payable")).toBe(980n);
    await expect(ask(paymentId, 200n, NOW, other)).rejects.toMatchObject({ code: "idempotency_conflict" });
    const meant = await ask(paymentId, 300n, NOW, await shown());
    expect(answers.map(({ refundId }) => refundId)).not.toContain(meant.refundId);
    expect(await owed("payable")).toBe(680n);
  });

  it.each(["requested", "at_wallet", "done", "refused"] as const)(
    "that is %s shows so, at either wallet, and what is left to refund with it",
    async (state) => {
      for (const wallet of ["NOREN_JP", "ALIPAY_CN"]) {
        const paymentId = await pay(wallet);
        await ask(paymentId, 500n);
        const result =
          state === "done" ? resultText("S", "SUCCESS") : resultText("F", "ORDER_STATUS_INVALID");
        network.answer("payments/refund", () =>
          state === "at_wallet" ? "no_answer" : { ...result, refundId: "R1" },
        );
        if (state !== "requested") await sendDueRefunds(jobDepsAt(NOW));
        const { refunds, refundRule, payment } = await detail(paymentId);
        expect(refunds).toMatchObject([{ state }]);
        const isBack = state === "refused";
        expect(refundRule.standing.remainingMinor).toBe(isBack ? 1280n : 780n);
        expect(refundRule.standing.refundsLeft).toBe((wallet === "ALIPAY_CN" ? 1 : 50) - (isBack ? 0 : 1));
        expect(payment.refundedMinor).toBe(state === "done" ? 500n : 0n);
      }
    },
  );

  it("of a manager gives back up to the limit of the role at once, an owner's any amount", async () => {
    const paymentId = await pay("NOREN_JP", "100001");
    const owner = ownerDepsAt(shop, NOW);
    const manager = { ...owner, scope: mintScope({ ...owner.scope, role: "manager" }) };
    const input = { paymentId, amountMinor: 100_001n, requestId: "over_limit", reason: "" };
    await expect(requestRefund(manager, input)).rejects.toMatchObject({
      code: "refund_limit",
      params: { max: "¥100,000" },
    });
    expect((await requestRefund(owner, input)).state).toBe("requested");
  });

  it("is announced with what it does to the balance, before it is asked for", async () => {
    const paymentId = await pay();
    const deps = ownerDepsAt(shop, NOW);
    const preview = () => deps.transact((tx) => getRefundPreview(tx, deps.scope, { paymentId, nowMs: NOW }));
    const { balance } = await preview();
    expect(balance.owedMinor).toBe(1280n);
    expect(burdenOfRefund(balance, 1280n)).toBe("covered");
    await ask(await pay("NOREN_JP", "200"), 200n);
    // The sales have been paid out since: what is refunded now is a debt, up to the contract's limit.
    const paidOut = { ...(await preview()).balance, owedMinor: 0n };
    expect(burdenOfRefund(paidOut, 1n)).toBe(paidOut.negativeLimitMinor > 0n ? "debt" : "held");
    expect(burdenOfRefund({ owedMinor: 0n, negativeLimitMinor: 100n }, 100n)).toBe("debt");
    expect(burdenOfRefund({ owedMinor: 0n, negativeLimitMinor: 100n }, 101n)).toBe("held");
  });

  it("never exceeds the payment, also when two are asked for at the same moment", async () => {
    const paymentId = await pay();
    const answers = await Promise.allSettled([ask(paymentId, 700n), ask(paymentId, 700n)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(ask(paymentId, 581n)).rejects.toMatchObject({ code: "refund_exceeds_payment" });
    await ask(paymentId, 580n);
    expect(await owed("payable")).toBe(0n);
  });

  it("follows the wallet's rule: once for ALIPAY_CN, and not after 365 days", async () => {
    const paymentId = await pay("ALIPAY_CN");
    await expect(ask(paymentId, 100n, NOW + 366 * DAY)).rejects.toMatchObject({
      code: "refund_window_closed",
    });
    await ask(paymentId, 100n);
    await expect(ask(paymentId, 100n)).rejects.toMatchObject({
      code: "refund_count_exceeded",
      params: { max: 1 },
    });
  });

  it("refused by the wallet gives the merchant the money back and may be asked for again", async () => {
    const paymentId = await pay("ALIPAY_CN");
    network.answer("payments/refund", () => resultText("F", "ORDER_STATUS_INVALID"));
    await ask(paymentId, 1280n);
    await sendDueRefunds(jobDepsAt(NOW));
    expect((await detail(paymentId)).refunds).toMatchObject([
      { state: "refused", failureCode: "ORDER_STATUS_INVALID" },
    ]);
    expect([await owed("payable"), await owed("reserve")]).toEqual([1280n, 0n]);
    await ask(paymentId, 1280n);
  });

  it("beyond the contract's limit is held until there are sales for it (G14)", async () => {
    const paymentId = await pay();
    await withClient(database.urls.superuser, (client) =>
      client.query("UPDATE contract SET negative_limit_minor = 0 WHERE tenant_id = $1", [shop.merchantId]),
    );
    await ask(paymentId, 1000n);
    const other = await pay("NOREN_JP", "100");
    expect(await owed("payable")).toBe(380n);
    await ask(paymentId, 280n);
    const { state } = await ask(other, 100n);
    expect(state).toBe("requested");
    const third = await pay("NOREN_JP", "300");
    await withClient(database.urls.superuser, (client) =>
      client.query("UPDATE contract SET negative_limit_minor = -250 WHERE tenant_id = $1", [shop.merchantId]),
    );
    expect((await ask(third, 200n)).state).toBe("held");
    expect(await owed("payable")).toBe(300n);
    expect(await releaseHeldRefunds(jobDepsAt(NOW + HELD_RECHECK_MS))).toBe(0);
    await pay("NOREN_JP", "500");
    expect(await releaseHeldRefunds(jobDepsAt(NOW + 2 * HELD_RECHECK_MS))).toBe(1);
    await sendDueRefunds(jobDepsAt(NOW + 2 * HELD_RECHECK_MS));
    expect((await detail(third)).refunds).toMatchObject([{ state: "done" }]);
  });
});

describe("a payment of another shop or store (G16)", () => {
  it("is as if it did not exist, to read and to refund", async () => {
    const paymentId = await pay();
    const [stranger] = await plantShops(database.urls.superuser, 1);
    if (!stranger) throw new Error("no shop");
    const others = [ownerDepsAt(stranger, NOW), ownerDepsAt(shop, NOW, { storeIds: [stranger.storeId] })];
    for (const deps of others) {
      const refund = requestRefund(deps, { paymentId, amountMinor: 1n, requestId: "a_stranger", reason: "" });
      await expect(refund).rejects.toMatchObject({ code: "not_found" });
      const read = deps.transact((tx) => getPayment(tx, deps.scope, { paymentId }));
      await expect(read).rejects.toMatchObject({ code: "not_found" });
      const page = await deps.transact((tx) =>
        listPayments(tx, deps.scope, { ...listPaymentsInput.parse({}), nowMs: NOW }),
      );
      expect(page.payments).toEqual([]);
    }
  });
});

describe("the list of payments", () => {
  it("pages both ways without losing or repeating one, and finds by last four digits and day", async () => {
    const ids: string[] = [];
    for (let i = 0; i < 7; i += 1) ids.push(await pay());
    ids.sort().reverse();
    const deps = ownerDepsAt(shop, NOW);
    const list = (args: object) =>
      deps.transact((tx) =>
        listPayments(tx, deps.scope, { ...listPaymentsInput.parse({ limit: 3, ...args }), nowMs: NOW }),
      );
    const first = await list({});
    const second = await list({ olderThan: first.olderThan ?? undefined });
    const third = await list({ olderThan: second.olderThan ?? undefined });
    const seen = [first, second, third].flatMap((page) => page.payments.map((one) => one.paymentId));
    expect(seen).toEqual(ids);
    expect([first.newerThan, third.olderThan]).toEqual([null, null]);
    const back = await list({ newerThan: second.newerThan ?? undefined });
    expect(back.payments).toEqual(first.payments);
    const found = await list({ last4: ids[3]?.slice(-4), dayOn: "2026-11-22" });
    expect(found.payments.map((one) => one.paymentId)).toContain(ids[3]);
    expect((await list({ dayOn: "2026-11-23" })).payments).toEqual([]);
  });

  it("today's total counts what was paid today in Japan", async () => {
    await pay();
    await pay();
    const deps = ownerDepsAt(shop, NOW);
    const summary = await deps.transact((tx) => todaySummary(tx, deps.scope, { nowMs: NOW }));
    expect(summary.today).toMatchObject({ dayOn: "2026-11-22", totalMinor: 2560n, count: 2 });
    expect(summary.today.hours[15]).toEqual({ hour: 15, totalMinor: 2560n, count: 2 });
    expect(summary.lastWeek).toMatchObject({ dayOn: "2026-11-15", totalMinor: 0n });
  });
});
