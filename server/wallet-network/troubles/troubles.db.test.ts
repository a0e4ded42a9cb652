import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type FakeNetwork, resultText, startFakeNetwork } from "@/bench/fake-network";
import { jobDepsAt, makeNetworkKeys, ownerDepsAt, plantShops, type Shop } from "@/bench/payment-bed";
import { mintScope } from "@/server/kernel/scope";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import { depsFor } from "@/server/platform/deps";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { announceTrouble, endTrouble } from "./commands";
import { networkWatch } from "./jobs";
import { listTroubles } from "./queries";

const keys = makeNetworkKeys();
const NOW = Date.UTC(2026, 10, 22, 7);
let database: TestDatabase;
let network: FakeNetwork;
let shop: Shop;

beforeAll(async () => {
  network = await startFakeNetwork(keys);
  database = await testDatabase({ ...keys.env, NETWORK_BASE_URL: network.url });
  const [planted] = await plantShops(database.urls.superuser, 1);
  if (!planted) throw new Error("no shop");
  shop = planted;
});
afterAll(async () => {
  await network.close();
  await database.drop();
});
beforeEach(async () => {
  await sqlOfClient(poolFor("jobs"))("UPDATE service_trouble SET ended_at = began_at WHERE ended_at IS NULL");
});

/** What the people of a shop are shown. */
const shown = () => {
  const deps = ownerDepsAt(shop, NOW);
  return deps.transact(listTroubles);
};
const operator = depsFor(
  mintScope({ kind: "operator", personId: "per_support", role: "support" }),
  { kind: "person", id: "per_support" },
  "test-operator",
  NOW,
);

describe("trouble", () => {
  it("is shown when the network falls silent, since its first silence, and gone with its first answer", async () => {
    const watch = networkWatch();
    network.answer("payments/inquiryPayment", () => "no_answer");
    await watch(jobDepsAt(NOW));
    expect(await shown()).toEqual([]);
    await watch(jobDepsAt(NOW + 15_000));
    await watch(jobDepsAt(NOW + 30_000));
    expect(await shown()).toMatchObject([{ walletId: null, source: "calls", beganAtMs: NOW }]);
    network.answer("payments/inquiryPayment", () => resultText("F", "ORDER_NOT_EXIST"));
    await watch(jobDepsAt(NOW + 45_000));
    expect(await shown()).toEqual([]);
    await watch(jobDepsAt(NOW + 60_000));
    const told = await sqlOfClient(poolFor("operator"))<{ action: string }>(
      "SELECT action FROM audit_event WHERE subject_id = 'wallet-network' ORDER BY id",
    );
    expect(told.map(({ action }) => action)).toEqual(["trouble.found", "trouble.over"]);
  });

  it("of a wallet is what an operator says, once, until an operator ends it", async () => {
    await announceTrouble(operator, { walletId: "ALIPAY_CN", note: "9:00まで" });
    await expect(announceTrouble(operator, { walletId: "ALIPAY_CN", note: "" })).rejects.toMatchObject({
      code: "trouble_known",
    });
    const [trouble] = await shown();
    expect(trouble).toMatchObject({ walletId: "ALIPAY_CN", source: "operator", note: "9:00まで" });
    await endTrouble(operator, { troubleId: trouble?.troubleId ?? "" });
    await endTrouble(operator, { troubleId: trouble?.troubleId ?? "" });
    expect(await shown()).toEqual([]);
    await expect(announceTrouble(operator, { walletId: "NOBODY", note: "" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
