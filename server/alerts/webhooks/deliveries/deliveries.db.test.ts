import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  jobDepsAt,
  makeNetworkKeys,
  ownerDepsAt,
  plantShops,
  pushMessage,
  type Shop,
  send,
} from "@/bench/payment-bed";
import {
  deliverEverything,
  logOf,
  type Receiver,
  registerReceiver,
  startReceiver,
} from "@/bench/webhook-bed";
import { deliverOutbox } from "@/server/events/jobs";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { pauseEndpoint, removeEndpoint, resumeEndpoint } from "../commands";
import { heard } from "../events";
import { getEndpoint } from "../queries";
import { KEPT_DAYS, RETRY_SECONDS } from "../rules";
import { replayDelivery, replayRange, sendTestMessage } from "./commands";
import { sendDueMessages, sweepDeliveries } from "./jobs";

const keys = makeNetworkKeys();
const NOW = Date.UTC(2026, 10, 22, 7);
const DAY = 86_400_000;
const sql = () => sqlOfClient(poolFor("jobs"));
let database: TestDatabase;
let receiver: Receiver;
let shop: Shop;

beforeAll(async () => {
  receiver = await startReceiver();
  database = await testDatabase({ ...keys.env, SANDBOX: "1", SANDBOX_WEBHOOK_HOSTS: receiver.host });
});
afterAll(async () => {
  await receiver.close();
  await database.drop();
});
beforeEach(async () => {
  const [first, second] = await plantShops(database.urls.superuser, 2);
  if (!first || !second) throw new Error("no shops");
  shop = first;
  receiver.received.length = 0;
  receiver.status = () => 204;
  await sql()("DELETE FROM outbox_event");
  await sql()("DELETE FROM webhook_delivery");
});

const owner = (nowMs = NOW) => ownerDepsAt(shop, nowMs);
const endpoint = () => registerReceiver(owner(), receiver);
const log = (endpointId: string, args?: object) => logOf(owner(), endpointId, args);
const work = (nowMs = NOW) => deliverEverything(nowMs);

async function pay(nowMs = NOW, at = shop): Promise<string> {
  const answer = await send(keys, "payments/pushPayment", pushMessage(at, { pspId: "NOREN_JP" }), nowMs);
  return `pay_${answer.acquirerPaymentId}`;
}

const stateOf = (endpointId: string) => {
  const deps = owner();
  return deps.transact((tx) => getEndpoint(tx, deps.scope, { endpointId, wallMs: Date.now() }));
};

describe("a message that is not accepted", () => {
  it("is tried again for a day under the same id, then the endpoint is paused and its owner told", async () => {
    await plantOwner(shop);
    const { endpointId } = await endpoint();
    receiver.status = () => 500;
    await pay();
    let nowMs = NOW;
    await work(nowMs);
    for (const seconds of RETRY_SECONDS) {
      nowMs += Math.max(seconds * 1_100, 300_000);
      await work(nowMs);
    }
    expect(receiver.received).toHaveLength(RETRY_SECONDS.length + 1);
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(await log(endpointId)).toMatchObject([{ state: "failed", attempts: RETRY_SECONDS.length + 1 }]);
    expect(await stateOf(endpointId)).toMatchObject({ state: "paused", pausedReason: "gave_up" });
    expect(await toldTo(shop)).toEqual([{ kind: "webhook_paused", in_inbox: true, mail_state: "waiting" }]);
    const audit = await sql()(
      "SELECT action FROM audit_event WHERE subject_id = $1 AND action = 'webhook.pause'",
      [endpointId],
    );
    expect(audit).toHaveLength(1);
  });

  it("does not hold up or pause an endpoint that accepts everything else", async () => {
    await plantOwner(shop);
    const { endpointId } = await endpoint();
    receiver.status = ({ body }) => (body.includes("webhook.test") ? 200 : 500);
    await pay();
    await work();
    let nowMs = NOW;
    for (const seconds of RETRY_SECONDS) {
      nowMs += Math.max(seconds * 1_100, 300_000);
      await sendTestMessage(owner(nowMs), { endpointId });
      await work(nowMs);
    }
    const lines = await log(endpointId);
    expect(lines.filter(({ eventType }) => eventType === "payment.succeeded")).toMatchObject([
      { state: "failed" },
    ]);
    expect(lines.filter(({ state }) => state === "delivered")).toHaveLength(RETRY_SECONDS.length);
    expect((await stateOf(endpointId)).state).toBe("active");
    expect(await toldTo(shop)).toMatchObject([{ kind: "webhook_failed" }]);
  });

  it("of an endpoint that says it is gone is not tried again", async () => {
    const { endpointId } = await endpoint();
    receiver.status = () => 410;
    await pay();
    await work();
    expect(receiver.received).toHaveLength(1);
    expect(await stateOf(endpointId)).toMatchObject({ state: "paused", pausedReason: "gone" });
  });

  it("waits with all the others while one of them tries the failing endpoint, and they follow once it is accepted", async () => {
    const { endpointId } = await endpoint();
    receiver.status = () => 503;
    await pay();
    await work();
    for (let i = 0; i < 5; i += 1) await pay(NOW + 1_000);
    await work(NOW + 1_000);
    expect(receiver.received).toHaveLength(1);
    receiver.status = () => 200;
    await work(NOW + 60_000);
    expect(receiver.received).toHaveLength(7);
    expect((await log(endpointId, { state: "delivered" })).length).toBe(6);
    expect(await stateOf(endpointId)).toMatchObject({ failingSinceMs: null });
  });
});

describe("by hand", () => {
  it("an owner pauses an endpoint, and what happens meanwhile is sent when it goes on", async () => {
    const { endpointId } = await endpoint();
    await pauseEndpoint(owner(), { endpointId });
    await pay();
    await work();
    expect(receiver.received).toEqual([]);
    expect(await log(endpointId)).toMatchObject([{ state: "held" }]);
    await expect(sendTestMessage(owner(), { endpointId })).rejects.toMatchObject({ code: "webhook_state" });
    await resumeEndpoint(owner(), { endpointId });
    await work();
    expect(receiver.received).toHaveLength(1);
  });

  it("a delivery is sent again under the same id, and so is a range, failed ones only unless all are asked for", async () => {
    const { endpointId } = await endpoint();
    for (let i = 0; i < 3; i += 1) await pay();
    await work();
    receiver.status = () => 410;
    await pay();
    await work();
    receiver.status = () => 200;
    await resumeEndpoint(owner(), { endpointId });
    const lines = await log(endpointId);
    expect(lines.map(({ state }) => state).sort()).toEqual(["delivered", "delivered", "delivered", "failed"]);
    const delivered = lines.find(({ state }) => state === "delivered");
    receiver.received.length = 0;
    await replayDelivery(owner(), { deliveryId: delivered?.deliveryId ?? "" });
    await work();
    expect(receiver.received.map(({ headers }) => headers["webhook-id"])).toEqual([delivered?.messageId]);
    const range = { endpointId, fromMs: NOW - 1_000, untilMs: NOW + 1_000 };
    expect(await replayRange(owner(), { ...range, onlyFailed: true })).toEqual({ replayed: 1 });
    await work();
    expect(await replayRange(owner(), { ...range, onlyFailed: false })).toEqual({ replayed: 4 });
    await work();
    expect(receiver.received).toHaveLength(6);
    const outside = { endpointId, fromMs: NOW + 1_001, untilMs: NOW + DAY, onlyFailed: false };
    expect(await replayRange(owner(), outside)).toEqual({ replayed: 0 });
  });

  it("a removed endpoint hears nothing more", async () => {
    const { endpointId } = await endpoint();
    await pay();
    await deliverOutbox(jobDepsAt(NOW), [heard]);
    await removeEndpoint(owner(), { endpointId });
    await work();
    await pay();
    await work();
    expect(receiver.received).toEqual([]);
    await expect(stateOf(endpointId)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the work", () => {
  it("is shared by two workers without sending anything twice", async () => {
    await endpoint();
    for (let i = 0; i < 20; i += 1) await pay();
    await deliverOutbox(jobDepsAt(NOW), [heard]);
    const one = async () => {
      while ((await sendDueMessages(jobDepsAt(NOW), "healthy")) > 0);
    };
    await Promise.all([one(), one(), one()]);
    expect(receiver.received).toHaveLength(20);
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(20);
  });

  it("is forgotten after its time, with what was answered", async () => {
    const { endpointId } = await endpoint();
    await pay();
    await work();
    const keptMs = NOW + KEPT_DAYS * DAY;
    await sweepDeliveries(jobDepsAt(keptMs - 1_000));
    expect(await log(endpointId)).toHaveLength(1);
    await sweepDeliveries(jobDepsAt(keptMs + 1_000));
    expect(await log(endpointId)).toEqual([]);
    const left = await sql()("SELECT 1 FROM webhook_attempt WHERE tenant_id = $1", [shop.merchantId]);
    expect(left).toEqual([]);
  });
});

async function plantOwner(of: Shop): Promise<void> {
  const personId = `per_${of.merchantId.slice(4)}`;
  await sql()(
    `WITH p AS (INSERT INTO person (id, email, name, locale, created_at) VALUES ($1, $1 || '@example.jp', '', 'ja', now()))
     INSERT INTO membership (id, person_id, tenant_id, role, store_ids, created_at)
     VALUES ('mem_' || $1, $1, $2, 'owner', '{}', now())`,
    [personId, of.merchantId],
  );
}

function toldTo(of: Shop) {
  return sql()("SELECT kind, in_inbox, mail_state FROM notification WHERE tenant_id = $1", [of.merchantId]);
}
