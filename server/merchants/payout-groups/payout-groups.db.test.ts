import { afterAll, beforeAll, expect, test } from "vitest";
import { ownerDepsAt, plantShops, type Shop } from "@/bench/payment-bed";
import { withClient } from "@/server/platform/database-roles";
import { poolFor, read, sqlOfClient } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { findLogo, findLogoTag } from "../logo/queries";
import { changeSettings } from "../settings/commands";
import { getSettings } from "../settings/queries";
import { addPayoutGroup, payStoresTo, renamePayoutGroup } from "./commands";
import { listGroups } from "./queries";

const NOW = Date.UTC(2026, 10, 28, 7);
let database: TestDatabase;
let shops: Shop[] = [];
const shopAt = (at: number): Shop => {
  const shop = shops[at];
  if (shop === undefined) throw new Error("no shop");
  return shop;
};
const owner = (at: number) => ownerDepsAt(shopAt(at), NOW);
const groupsOf = (at: number) => read(owner(at).scope, (tx) => listGroups(tx, owner(at).scope));
const ask = (text: string, values: readonly unknown[] = []) =>
  withClient(database.urls.superuser, (client) => client.query(text, [...values]));

beforeAll(async () => {
  database = await testDatabase();
  shops = await plantShops(database.urls.superuser, 2);
});
afterAll(() => database.drop());

test("stores are paid to the group that they are put into, which has a name and no account of its own yet", async () => {
  const { payoutGroupId } = await addPayoutGroup(owner(0), { name: "関西" });
  await renamePayoutGroup(owner(0), { payoutGroupId, name: "関西支社" });
  const moved = await payStoresTo(owner(0), { payoutGroupId, list: `${shopAt(0).storeId}\n存在しない` });
  expect(moved).toEqual({ moved: 1, unknown: ["存在しない"] });
  expect(await groupsOf(0)).toMatchObject([
    { isFirst: true, stores: 0 },
    { id: payoutGroupId, name: "関西支社", account: null, stores: 1, areas: [], isFirst: false },
  ]);
  expect(await payStoresTo(owner(0), { payoutGroupId, list: shopAt(0).storeId })).toMatchObject({ moved: 0 });
});

test("another merchant's stores and groups are left alone", async () => {
  const [own] = await groupsOf(1);
  const payoutGroupId = own?.id ?? "";
  await expect(renamePayoutGroup(owner(0), { payoutGroupId, name: "x" })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(payStoresTo(owner(0), { payoutGroupId, list: "1" })).rejects.toMatchObject({
    code: "not_found",
  });
  const [mine] = await groupsOf(0);
  const foreign = await payStoresTo(owner(0), { payoutGroupId: mine?.id ?? "", list: shopAt(1).storeId });
  expect(foreign).toMatchObject({ moved: 0, unknown: [shopAt(1).storeId] });
});

test("paper, language and logo come from the signboard until the merchant has its own", async () => {
  const [headOffice, franchisee] = [shopAt(0).merchantId, shopAt(1).merchantId];
  await ask(
    `INSERT INTO brand (id, tenant_id, name, poster_format, language, created_at)
     VALUES ('brd_1', $1, 'のれん', 'tent', 'en', now())`,
    [headOffice],
  );
  await ask(
    "INSERT INTO merchant_logo (tenant_id, picture, tag, changed_at) VALUES ($1, '\\x01', 'head', now())",
    [headOffice],
  );
  const { scope } = owner(1);
  const logo = () => read(scope, (tx) => findLogo(tx, scope));
  const settings = () => read(scope, (tx) => getSettings(tx, scope));
  expect(await logo()).toBeNull();
  await ask("UPDATE merchant SET brand_id = 'brd_1' WHERE id = $1", [franchisee]);
  expect(await logo()).toMatchObject({ from: "brand" });
  expect(await findLogoTag(sqlOfClient(poolFor("ingest")), franchisee)).toBe("head");
  const nothing = { posterFormat: null, language: null };
  const brand = { name: "のれん", posterFormat: "tent", language: "en" };
  expect(await settings()).toEqual({ merchant: nothing, brand });
  await changeSettings(owner(1), { posterFormat: "a5", language: null });
  expect(await settings()).toEqual({ merchant: { posterFormat: "a5", language: null }, brand });
  await ask(
    "INSERT INTO merchant_logo (tenant_id, picture, tag, changed_at) VALUES ($1, '\\x02', 'own', now())",
    [franchisee],
  );
  expect(await logo()).toMatchObject({ from: "merchant" });
  expect(await findLogoTag(sqlOfClient(poolFor("ingest")), franchisee)).toBe("own");
});
