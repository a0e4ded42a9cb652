import { Webhook } from "standardwebhooks";
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
import { requestRefund } from "@/server/payments/refunds/commands";
import { withClient } from "@/server/platform/database-roles";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { apiPayment, apiRefund } from "../api/schema";
import {
  changeEndpoint,
  createEndpoint,
  pauseEndpoint,
  removeEndpoint,
  resumeEndpoint,
  rotateSecret,
} from "./commands";
import { replayDelivery, replayRange, sendTestMessage } from "./deliveries/commands";
import { heard } from "./events";
import { getDelivery, getEndpoint } from "./queries";

const keys = makeNetworkKeys();
const NOW = Date.UTC(2026, 10, 22, 7);
const sql = () => sqlOfClient(poolFor("jobs"));
let database: TestDatabase;
let receiver: Receiver;
let shop: Shop;
let other: Shop;
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
  [shop, other] = [first, second];
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

const verify = (secret: string, message: Receiver["received"][number] | undefined): unknown =>
  new Webhook(secret).verify(message?.body ?? "", {
    "webhook-id": String(message?.headers["webhook-id"]),
    "webhook-timestamp": String(message?.headers["webhook-timestamp"]),
    "webhook-signature": String(message?.headers["webhook-signature"]),
  });

describe("an endpoint", () => {
  it("hears of a payment and its refund, signed so that the convention's own library accepts it", async () => {
    const { secret, endpointId } = await endpoint();
    const paymentId = await pay();
    await requestRefund(owner(), { paymentId, amountMinor: 500n, requestId: "request_1", reason: "" });
    await work();
    expect(receiver.received).toHaveLength(2);
    const messages = receiver.received.map((message) => ({ ...Object(verify(secret, message)) }));
    const byType = new Map(messages.map((message) => [message.type, message]));
    expect(apiPayment.parse(byType.get("payment.succeeded")?.data)).toMatchObject({ id: paymentId });
    expect(apiRefund.parse(byType.get("refund.requested")?.data)).toMatchObject({ paymentId });
    expect(() => verify("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", receiver.received[0])).toThrow();
    const [line] = await log(endpointId);
    expect(line).toMatchObject({ state: "delivered", attempts: 1 });
    const deps = owner();
    const detail = await deps.transact((tx) =>
      getDelivery(tx, deps.scope, { deliveryId: line?.deliveryId ?? "" }),
    );
    expect(detail.log).toMatchObject([{ status: 204, failure: null }]);
  });

  it("hears only what it asked for, only of its own merchant, and each event once however often it is heard", async () => {
    const { endpointId } = await createEndpoint(owner(), {
      name: "Books",
      url: `http://${receiver.host}/books`,
      eventTypes: ["payment.succeeded"],
    });
    const paymentId = await pay();
    await pay(NOW, other);
    await requestRefund(owner(), { paymentId, amountMinor: 1n, requestId: "request_2", reason: "" });
    const [event] = await sql()<{ id: string }>(
      "SELECT id FROM outbox_event WHERE type = 'payment.succeeded' AND tenant_id = $1",
      [shop.merchantId],
    );
    const repeated = {
      id: event?.id ?? "",
      type: "payment.succeeded",
      tenantId: shop.merchantId,
      subjectId: paymentId,
      payload: { paymentId, storeId: shop.storeId, amountMinor: "1280", currency: "JPY" },
      occurredAtMs: NOW,
      attempt: 2,
    } as const;
    await work();
    await heard["payment.succeeded"]?.(jobDepsAt(NOW), repeated);
    await work();
    expect(receiver.received.map((message) => JSON.parse(message.body).type)).toEqual(["payment.succeeded"]);
    expect(await log(endpointId)).toHaveLength(1);
  });

  it("is given both signatures while its secret is replaced, so no receiver refuses a message in between", async () => {
    const first = await endpoint();
    const second = await rotateSecret(owner(), { endpointId: first.endpointId });
    await pay();
    await work();
    for (const secret of [first.secret, second.secret]) {
      expect(verify(secret, receiver.received[0])).toMatchObject({ type: "payment.succeeded" });
    }
    const third = await rotateSecret(owner(), { endpointId: first.endpointId });
    await pay();
    await work();
    expect(() => verify(first.secret, receiver.received[1])).toThrow();
    for (const secret of [second.secret, third.secret]) verify(secret, receiver.received[1]);
  });

  it("of the sandbox may be a developer's own; any other internal or unencrypted address is refused (G25)", async () => {
    const addresses = [
      "http://example.com/hook",
      "https://127.0.0.1/hook",
      `https://127.0.0.1:${Number(receiver.host.split(":")[1]) + 1}/`,
      "https://2130706433/",
      "https://[::1]/",
      "https://[::ffff:10.0.0.1]/",
      "https://169.254.169.254/latest/meta-data",
      "https://user:password@example.com/",
      "javascript:alert(1)",
      "not an address",
    ];
    const { endpointId } = await endpoint();
    for (const url of addresses) {
      const terms = { name: "x", url, eventTypes: ["payout.paid" as const] };
      await expect(createEndpoint(owner(), terms)).rejects.toMatchObject({ code: "webhook_address" });
      await expect(changeEndpoint(owner(), { endpointId, ...terms })).rejects.toMatchObject({
        code: "webhook_address",
      });
    }
  });

  it("whose name leads inside is never reached; the log says that it was blocked (G25)", async () => {
    const { endpointId } = await createEndpoint(owner(), {
      name: "inside",
      url: `https://localhost:${receiver.host.split(":")[1]}/`,
      eventTypes: ["payment.succeeded"],
    });
    await sendTestMessage(owner(), { endpointId });
    await work();
    const [line] = await log(endpointId);
    const deps = owner();
    const detail = await deps.transact((tx) =>
      getDelivery(tx, deps.scope, { deliveryId: line?.deliveryId ?? "" }),
    );
    expect(detail).toMatchObject({ state: "waiting", log: [{ status: null, failure: "blocked" }] });
    expect(receiver.received).toEqual([]);
  });

  it("of another merchant does not exist (G16)", async () => {
    const { endpointId } = await endpoint();
    await sendTestMessage(owner(), { endpointId });
    const [line] = await log(endpointId);
    const stranger = ownerDepsAt(other, NOW);
    const deliveryId = line?.deliveryId ?? "";
    const terms = {
      endpointId,
      name: "x",
      url: `http://${receiver.host}/`,
      eventTypes: ["payout.paid" as const],
    };
    const range = { endpointId, fromMs: 0, untilMs: NOW, onlyFailed: false };
    const attempts = [
      () => changeEndpoint(stranger, terms),
      () => rotateSecret(stranger, { endpointId }),
      () => pauseEndpoint(stranger, { endpointId }),
      () => resumeEndpoint(stranger, { endpointId }),
      () => removeEndpoint(stranger, { endpointId }),
      () => sendTestMessage(stranger, { endpointId }),
      () => replayDelivery(stranger, { deliveryId }),
      () => replayRange(stranger, range),
      () => stranger.transact((tx) => getEndpoint(tx, stranger.scope, { endpointId, wallMs: NOW })),
      () => stranger.transact((tx) => getDelivery(tx, stranger.scope, { deliveryId })),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
  });

  it("keeps its secret from whoever reads the database (G23)", async () => {
    const { secret } = await endpoint();
    const rows = await withClient(database.urls.superuser, async (client) => {
      const found = await client.query(
        "SELECT row_to_json(e)::text || encode(e.secrets, 'escape') AS row FROM webhook_endpoint e",
      );
      return JSON.stringify(found.rows);
    });
    expect(rows).not.toContain(secret.slice(6, 30));
  });
});
