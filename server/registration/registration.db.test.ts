import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FakeNetwork, resultText, startFakeNetwork } from "@/bench/fake-network";
import { jobDepsAt, makeNetworkKeys, plantShops, type Shop, send } from "@/bench/payment-bed";
import { withClient } from "@/server/platform/database-roles";
import { poolFor, sqlOfClient, transactSql } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { requestRegistrations } from "./commands";
import { inquireDueRegistrations, sendDueRegistrations } from "./jobs";
import { listRegistrations } from "./queries";

const keys = makeNetworkKeys();
const NOW = Date.UTC(2026, 10, 22, 7);
const MINUTE = 60_000;
const WALLETS = ["NOREN_JP", "ALIPAY_CN"];
let database: TestDatabase;
let network: FakeNetwork;

beforeAll(async () => {
  network = await startFakeNetwork(keys);
  database = await testDatabase({ ...keys.env, NETWORK_BASE_URL: network.url });
});
afterAll(async () => {
  await network.close();
  await database.drop();
});

async function unregisteredShop(): Promise<Shop> {
  const [shop] = await plantShops(database.urls.superuser, 1);
  if (!shop) throw new Error("no shop");
  await withClient(database.urls.superuser, (client) =>
    client.query("DELETE FROM wallet_registration WHERE store_id = $1", [shop.storeId]),
  );
  network.calls.length = 0;
  return shop;
}

const queue = (shop: Shop) =>
  transactSql("jobs", (sql) =>
    requestRegistrations(sql, jobDepsAt(NOW), {
      tenantId: shop.merchantId,
      storeIds: [shop.storeId],
      walletIds: WALLETS,
    }),
  );

async function statesOf(shop: Shop): Promise<Record<string, string>> {
  const rows = await listRegistrations(sqlOfClient(poolFor("jobs")), [shop.storeId]);
  return Object.fromEntries(rows.map((row) => [row.walletId, row.state]));
}

function notice(shop: Shop, alipay: "APPROVED" | "REJECTED" | "PENDING") {
  const entry = (pspId: string, registrationStatus: string) => ({
    pspId,
    registrationResult: {
      registrationStatus,
      ...(registrationStatus === "REJECTED" && { rejectionReason: "MCC 7995 is not accepted" }),
    },
  });
  return {
    referenceMerchantId: shop.merchantId,
    referenceStoreId: shop.storeId,
    pspRegistrationResultList: [entry("NOREN_JP", "APPROVED"), entry("ALIPAY_CN", alipay)],
  };
}

describe("registration of a store", () => {
  it("is one call with both wallets, and a notice settles one as approved and the other as rejected", async () => {
    const shop = await unregisteredShop();
    expect(await queue(shop)).toBe(2);
    expect(await queue(shop)).toBe(0);
    network.answer("merchants/registration", () => resultText("S", "SUCCESS"));
    expect(await sendDueRegistrations(jobDepsAt(NOW))).toBe(1);
    expect(network.calls).toHaveLength(1);
    expect(network.calls[0]?.body).toMatchObject({ pspIds: [...WALLETS].sort() });
    expect(await statesOf(shop)).toEqual({ NOREN_JP: "sent", ALIPAY_CN: "sent" });
    const told = {
      ...notice(shop, "REJECTED"),
      registrationRequestId: network.calls[0]?.body.registrationRequestId,
    };
    for (let copy = 0; copy < 3; copy += 1) {
      expect((await send(keys, "merchants/notifyRegistrationStatus", told, NOW)).result.resultStatus).toBe(
        "S",
      );
    }
    expect(await statesOf(shop)).toEqual({ NOREN_JP: "approved", ALIPAY_CN: "rejected" });
    const events = await sqlOfClient(poolFor("jobs"))(
      "SELECT 1 FROM outbox_event WHERE type = 'registration.settled' AND tenant_id = $1",
      [shop.merchantId],
    );
    expect(events).toHaveLength(2);
  });

  it("is sent again under the same id when the network gave no answer, and waits when it is too early", async () => {
    const shop = await unregisteredShop();
    await queue(shop);
    network.answer("merchants/registration", () => "no_answer");
    await sendDueRegistrations(jobDepsAt(NOW));
    network.answer("merchants/registration", () => resultText("F", "REGISTRATION_IN_PROCESS"));
    await sendDueRegistrations(jobDepsAt(NOW + MINUTE));
    expect(await sendDueRegistrations(jobDepsAt(NOW + 30 * MINUTE))).toBe(0);
    network.answer("merchants/registration", () => resultText("S", "SUCCESS"));
    expect(await sendDueRegistrations(jobDepsAt(NOW + 32 * MINUTE))).toBe(1);
    expect(new Set(network.calls.map((call) => JSON.stringify(call.body))).size).toBe(1);
    expect(await statesOf(shop)).toEqual({ NOREN_JP: "sent", ALIPAY_CN: "sent" });
  });

  it("is asked about when its notice does not come", async () => {
    const shop = await unregisteredShop();
    await queue(shop);
    network.answer("merchants/registration", () => resultText("S", "SUCCESS"));
    await sendDueRegistrations(jobDepsAt(NOW));
    network.answer("merchants/inquiryRegistrationStatus", () => ({
      ...resultText("S", "SUCCESS"),
      ...notice(shop, "PENDING"),
    }));
    await inquireDueRegistrations(jobDepsAt(NOW + 2 * MINUTE));
    expect(await statesOf(shop)).toEqual({ NOREN_JP: "approved", ALIPAY_CN: "sent" });
  });

  it("of a store that is not here yet is not lost: the network is asked to tell again", async () => {
    const unknown = { ...notice(await unregisteredShop(), "APPROVED"), referenceStoreId: "sto_nobody" };
    expect((await send(keys, "merchants/notifyRegistrationStatus", unknown, NOW)).result.resultStatus).toBe(
      "U",
    );
  });
});
