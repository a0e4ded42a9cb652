import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FakeNetwork, resultText, startFakeNetwork } from "@/bench/fake-network";
import { jobDepsAt, makeNetworkKeys, plantShops, pushMessage, type Shop, send } from "@/bench/payment-bed";
import { asNew, rushRegistrations } from "@/bench/registration-rush";
import { mintScope } from "@/server/kernel/scope";
import { correctStore } from "@/server/merchants/stores/commands";
import { withClient } from "@/server/platform/database-roles";
import { poolFor, read, sqlOfClient, transactSql } from "@/server/platform/db";
import { depsFor } from "@/server/platform/deps";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { requestRegistrations } from "./commands";
import { listRefused } from "./desk/queries";
import { inquireDueRegistrations, sendDueRegistrations } from "./jobs";
import { listRegistrations } from "./queries";
import { renewStore, resubmitRefused, resubmitRegistration } from "./renewal/commands";

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

describe("a store that a wallet refused", () => {
  const ownerOf = (shop: Shop, storeIds: readonly string[] | "all" = "all") =>
    depsFor(
      mintScope({ kind: "merchant", tenantId: shop.merchantId, storeIds, personId: "per_o", role: "owner" }),
      { kind: "person", id: "per_o" },
      "req_test",
      NOW,
    );
  const network_manager = depsFor(
    mintScope({ kind: "operator", personId: "per_n", role: "network_manager" }),
    { kind: "person", id: "per_n" },
    "req_test",
    NOW,
  );
  const facts = {
    name: "のれん食堂 丸の内店",
    nameKana: "ノレンショクドウ",
    nameLatin: "NOREN MARUNOUCHI",
    cityLatin: "TOKYO",
    phone: "0312345678",
    postalCode: "1000005",
    prefecture: "東京都",
    city: "千代田区",
    addressLine: "丸の内1-1",
    openingHours: "",
  };

  async function refused(): Promise<Shop> {
    const shop = await unregisteredShop();
    await queue(shop);
    network.answer("merchants/registration", () => resultText("S", "SUCCESS"));
    await sendDueRegistrations(jobDepsAt(NOW));
    const registrationRequestId = network.calls[0]?.body.registrationRequestId;
    await send(
      keys,
      "merchants/notifyRegistrationStatus",
      { ...notice(shop, "REJECTED"), registrationRequestId },
      NOW,
    );
    expect(await statesOf(shop)).toEqual({ NOREN_JP: "approved", ALIPAY_CN: "rejected" });
    network.calls.length = 0;
    return shop;
  }

  it("is corrected and told anew once, with its new facts and a new id, and its other wallet goes on meanwhile", async () => {
    const shop = await refused();
    await correctStore(ownerOf(shop), { storeId: shop.storeId, ...facts });
    // The event is heard twice, as the outbox may do.
    await renewStore(jobDepsAt(NOW), shop.storeId);
    await renewStore(jobDepsAt(NOW), shop.storeId);
    expect(await statesOf(shop)).toEqual({ NOREN_JP: "waiting", ALIPAY_CN: "waiting" });
    const push = (pspId: string) =>
      send(
        keys,
        "payments/pushPayment",
        pushMessage(shop, { pspId, paymentId: `x${pspId}${shop.code}` }),
        NOW,
      );
    const japanese = await push("NOREN_JP");
    const chinese = await push("ALIPAY_CN");
    expect([japanese.result.resultCode, chinese.result.resultCode]).toEqual([
      "SUCCESS",
      "MERCHANT_NOT_REGISTERED",
    ]);
    await sendDueRegistrations(jobDepsAt(NOW));
    await sendDueRegistrations(jobDepsAt(NOW));
    expect(network.calls).toHaveLength(1);
    expect(network.calls[0]?.body).toMatchObject({
      pspIds: [...WALLETS].sort(),
      merchantInfo: { store: { storeName: facts.name, storeAddress: { address1: facts.addressLine } } },
    });
    const told = {
      ...notice(shop, "APPROVED"),
      registrationRequestId: network.calls[0]?.body.registrationRequestId,
    };
    await send(keys, "merchants/notifyRegistrationStatus", told, NOW);
    expect(await statesOf(shop)).toEqual({ NOREN_JP: "approved", ALIPAY_CN: "approved" });
  });

  it("is sent once more as it is by the operator, and not while it is under way", async () => {
    const shop = await refused();
    const wallet = { storeId: shop.storeId, walletId: "ALIPAY_CN" };
    const results = await Promise.allSettled([1, 2].map(() => resubmitRegistration(network_manager, wallet)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await sendDueRegistrations(jobDepsAt(NOW));
    expect(network.calls.map(({ body }) => body.pspIds)).toEqual([["ALIPAY_CN"]]);
    await expect(resubmitRegistration(network_manager, { ...wallet, walletId: "NOREN_JP" })).rejects.toThrow(
      "registration_state",
    );
  });

  it("cannot be corrected by another merchant's people, nor by a manager of another store (G16)", async () => {
    const [shop, other] = [await refused(), await unregisteredShop()];
    const input = { storeId: shop.storeId, ...facts };
    await expect(correctStore(ownerOf(other), input)).rejects.toThrow("not_found");
    await expect(correctStore(ownerOf(shop, ["sto_other"]), input)).rejects.toThrow("not_found");
  });
});

describe("many stores at once", () => {
  it("all end where the network has decided, though it loses, forgets and repeats, while payments go on", async () => {
    const [paying, ...shops] = await plantShops(database.urls.superuser, 61);
    if (!paying) throw new Error("no shop");
    await asNew(database.urls.superuser, shops);
    network.calls.length = 0;
    const { paid } = await rushRegistrations(shops, paying, { keys, network, seed: 11 });
    expect(paid).toBeGreaterThan(10);
  });

  it("are put off for a store that somebody waits for", async () => {
    const [many, one] = [await unregisteredShop(), await unregisteredShop()];
    const at = (shop: Shop, priority: 1 | 3) =>
      transactSql("jobs", (sql) =>
        requestRegistrations(sql, jobDepsAt(NOW), {
          tenantId: shop.merchantId,
          storeIds: [shop.storeId],
          walletIds: WALLETS,
          priority,
        }),
      );
    await at(many, 3);
    await at(one, 1);
    network.calls.length = 0;
    network.answer("merchants/registration", () => resultText("S", "SUCCESS"));
    await sendDueRegistrations(jobDepsAt(NOW), 2);
    expect(await statesOf(one)).toEqual({ NOREN_JP: "sent", ALIPAY_CN: "sent" });
    expect(await statesOf(many)).toEqual({ NOREN_JP: "waiting", ALIPAY_CN: "waiting" });
  });

  it("are sent again together after a wallet has refused them for one reason", async () => {
    const shop = await unregisteredShop();
    network.answer("merchants/registration", () => resultText("S", "SUCCESS"));
    // What the tests before have left waiting goes first.
    await sendDueRegistrations(jobDepsAt(NOW));
    network.calls.length = 0;
    await queue(shop);
    await sendDueRegistrations(jobDepsAt(NOW));
    const registrationRequestId = network.calls[0]?.body.registrationRequestId;
    const told = { ...notice(shop, "REJECTED"), registrationRequestId };
    await send(keys, "merchants/notifyRegistrationStatus", told, NOW);
    const desk = depsFor(
      mintScope({ kind: "operator", personId: "per_n", role: "network_manager" }),
      { kind: "person", id: "per_n" },
      "req_test",
      NOW,
    );
    const { scope } = desk;
    const { rows } = await read(scope, (tx) =>
      listRefused(tx, scope, { reason: "MCC 7995 is not accepted" }),
    );
    expect(rows.map(({ storeId }) => storeId)).toContain(shop.storeId);
    const { queued } = await resubmitRefused(desk, {
      walletId: "ALIPAY_CN",
      reason: "MCC 7995 is not accepted",
    });
    expect(queued).toBeGreaterThan(0);
    expect(await statesOf(shop)).toEqual({ NOREN_JP: "approved", ALIPAY_CN: "waiting" });
  });
});
