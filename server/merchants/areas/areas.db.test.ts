import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ownerDepsAt, plantShops, type Shop } from "@/bench/payment-bed";
import { findSignedIn } from "@/server/identity/queries";
import { setAreaManagers } from "@/server/identity/team/areas/commands";
import { sha256Hex } from "@/server/platform/crypto";
import { withClient } from "@/server/platform/database-roles";
import { poolFor, read, sqlOfClient } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { addPayoutGroup } from "../payout-groups/commands";
import { addStores } from "../stores/commands";
import { listStores } from "../stores/queries";
import { addArea, changeArea, moveStores, removeArea } from "./commands";
import { listAreas } from "./queries";

const NOW = Date.UTC(2026, 10, 28, 7);
const TOKEN = "a".repeat(43);
let database: TestDatabase;
let shop: Shop;
let other: Shop;
let storeIds: string[] = [];
const owner = (whose = shop) => ownerDepsAt(whose, NOW);
const jobs = () => sqlOfClient(poolFor("jobs"));
const areasOf = (deps = owner()) => read(deps.scope, (tx) => listAreas(tx, deps.scope));
const facts = {
  nameKana: "ノレン",
  nameLatin: "NOREN",
  cityLatin: "TOKYO",
  mcc: "5812",
  phone: "0312345678",
  postalCode: "1000001",
  prefectureCode: "13",
  municipalityCode: "13101",
  prefecture: "東京都",
  city: "千代田区",
  addressLine: "千代田1-1",
  openingHours: "",
};

beforeAll(async () => {
  database = await testDatabase();
  const [first, second] = await plantShops(database.urls.superuser, 2);
  if (!first || !second) throw new Error("no shops");
  [shop, other] = [first, second];
  const stores = ["1", "2", "3"].map((at) => ({ ...facts, name: `のれん ${at}号店`, storeNumber: `N${at}` }));
  storeIds = await addStores(jobs(), owner(), { tenantId: shop.merchantId, stores });
  await withClient(database.urls.superuser, async (client) => {
    await client.query(
      "INSERT INTO person (id, email, created_at) VALUES ('per_owner', 'o@a.example', now()), ('per_area', 'a@a.example', now())",
    );
    await client.query(
      `INSERT INTO membership (id, person_id, tenant_id, role, store_ids, created_at)
       VALUES ('mem_owner', 'per_owner', $1, 'owner', '{}', now()), ('mem_area', 'per_area', $1, 'manager', '{}', now())`,
      [shop.merchantId],
    );
    await client.query(
      "INSERT INTO session (id, token_hash, person_id, expires_at, created_at) VALUES ('ses_area', $1, 'per_area', '2099-01-01', now())",
      [sha256Hex(TOKEN)],
    );
  });
});
afterAll(() => database.drop());

/** The stores that the area's manager sees at the next request. */
async function seenByManager(): Promise<readonly string[] | "all"> {
  const person = await findSignedIn(jobs(), sha256Hex(TOKEN), NOW);
  if (person?.active?.kind !== "merchant") throw new Error("no membership");
  return person.active.storeIds;
}

describe("areas of a chain", () => {
  test("a manager sees the stores of the area, also those that move in, and none when taken out of the last one", async () => {
    expect(await seenByManager()).toBe("all");
    const { areaId } = await addArea(owner(), { name: "東" });
    await setAreaManagers(owner(), { areaId, membershipIds: ["mem_area"] });
    expect(await seenByManager()).toEqual([]);
    const moved = await moveStores(owner(), { areaId, list: "N1\nのれん 2号店\nN9" });
    expect(moved).toEqual({ moved: 2, unknown: ["N9"] });
    expect([...(await seenByManager())].sort()).toEqual([...storeIds.slice(0, 2)].sort());
    const [area] = await areasOf();
    expect(area).toMatchObject({ name: "東", stores: 2, managers: [{ membershipId: "mem_area" }] });
    await moveStores(owner(), { areaId: null, list: "N2" });
    expect(await seenByManager()).toEqual([storeIds[0]]);
    await setAreaManagers(owner(), { areaId, membershipIds: [] });
    expect(await seenByManager()).toEqual([]);
  });

  test("are paid to their own payout group, inherit the merchant's without one, and end without taking stores along", async () => {
    const { areaId } = await addArea(owner(), { name: "西" });
    await moveStores(owner(), { areaId, list: "N3" });
    const { payoutGroupId } = await addPayoutGroup(owner(), { name: "西日本" });
    const paidTo = async () => {
      const stores = await read(owner().scope, (tx) =>
        listStores(tx, owner().scope, { limit: 10, text: "N3" }),
      );
      return stores.map(({ payoutGroupId: group, area }) => [group, area?.name ?? null]);
    };
    const settings = { areaId, name: "西", posterFormat: null, language: null };
    await changeArea(owner(), { ...settings, payoutGroupId });
    expect(await paidTo()).toEqual([[payoutGroupId, "西"]]);
    await changeArea(owner(), { ...settings, payoutGroupId: null });
    expect(await paidTo()).toEqual([[shop.payoutGroupId, "西"]]);
    await changeArea(owner(), { ...settings, payoutGroupId });
    await expect(addArea(owner(), { name: "西" })).rejects.toThrow("area_known");
    await removeArea(owner(), { areaId });
    expect(await paidTo()).toEqual([[shop.payoutGroupId, null]]);
  });

  test("of another merchant, or under a manager of some stores, cannot be touched (G16)", async () => {
    const { areaId } = await addArea(owner(other), { name: "他" });
    await expect(moveStores(owner(), { areaId, list: "N1" })).rejects.toThrow("not_found");
    await expect(removeArea(owner(), { areaId })).rejects.toThrow("not_found");
    const some = ownerDepsAt(shop, NOW, { storeIds: [shop.storeId] });
    await expect(addArea(some, { name: "北" })).rejects.toThrow("not_permitted");
    expect((await areasOf(some)).map(({ name }) => name)).toEqual([]);
  });
});
