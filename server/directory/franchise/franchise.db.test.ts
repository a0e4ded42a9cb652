import { afterAll, beforeAll, expect, test } from "vitest";
import {
  jobDepsAt,
  makeNetworkKeys,
  ownerDepsAt,
  paidAt,
  plantShops,
  pushMessage,
  type Shop,
  send,
} from "@/bench/payment-bed";
import { mintScope, type OperatorScope } from "@/server/kernel/scope";
import { addBrand, joinBrand } from "@/server/merchants/brands/commands";
import { grantFigures, revokeFigures } from "@/server/merchants/franchise/commands";
import { findOwnFranchise } from "@/server/merchants/franchise/queries";
import { read, transact } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { foldSales } from "../activity/commands";
import { getFranchisee, listFranchisees } from "./queries";

const NOW = Date.UTC(2026, 10, 28, 3);
const DAY = 86_400_000;
const MONTH = "2026-11";
const keys = makeNetworkKeys();
const scope: OperatorScope = mintScope({ kind: "operator", personId: "per_boss", role: "network_manager" });
const desk = (): Deps<OperatorScope> => ({
  ...jobDepsAt(NOW),
  scope,
  actor: { kind: "person", id: scope.personId },
  transact: (work) => transact(scope, work),
});
let database: TestDatabase;
let shops: Shop[] = [];
let brandId = "";

const shopAt = (at: number): Shop => {
  const shop = shops[at];
  if (shop === undefined) throw new Error("no shop");
  return shop;
};
const pay = (at: number, atMs: number) =>
  send(keys, "payments/pushPayment", pushMessage(shopAt(at), paidAt(atMs)), atMs);
const as = (at: number) => ownerDepsAt(shopAt(at), NOW);
const seenBy = (at: number) =>
  read(as(at).scope, (tx) => listFranchisees(tx, as(at).scope, { month: MONTH }));
const openedBy = (at: number, grantId: string) =>
  read(as(at).scope, (tx) => getFranchisee(tx, as(at).scope, { grantId, month: MONTH }));

beforeAll(async () => {
  database = await testDatabase(keys.env);
  shops = await plantShops(database.urls.superuser, 3);
  ({ brandId } = await addBrand(desk(), {
    headOfficeId: shopAt(0).merchantId,
    name: "のれん",
    color: null,
    mark: null,
    posterFormat: null,
    language: null,
  }));
  await joinBrand(desk(), { brandId, list: shopAt(1).merchantId });
  for (const [at, daysAgo] of [
    [1, 20],
    [1, 2],
    [1, 2],
    [2, 2],
  ] as const)
    await pay(at, NOW - daysAgo * DAY - at * 1_000);
  await foldSales(jobDepsAt(NOW));
});
afterAll(() => database.drop());

test("a head office sees nothing of a franchisee that has not agreed, not even that it is there", async () => {
  expect(await seenBy(0)).toMatchObject({ franchisees: [], all: { franchisees: 0, payments: 0 } });
  await expect(grantFigures(as(2), { level: "totals", fromOn: "2026-11-01" })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(grantFigures(as(0), { level: "totals", fromOn: "2026-11-01" })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("what is granted is seen from its first day on, by store only where that is granted, and by nobody else", async () => {
  const { grantId } = await grantFigures(as(1), { level: "totals", fromOn: "2026-11-20" });
  const page = await seenBy(0);
  expect(page).toMatchObject({
    franchisees: [{ grantId, level: "totals", payments: 2 }],
    all: { franchisees: 1, payments: 2 },
    salesAt: new Date(NOW - 120_000),
  });
  expect(await openedBy(0, grantId)).toMatchObject({ stores: [], days: [{ payments: 2 }] });
  expect(await seenBy(2)).toMatchObject({ franchisees: [] });
  await expect(openedBy(2, grantId)).rejects.toMatchObject({ code: "not_found" });
  const wider = await grantFigures(as(1), { level: "stores", fromOn: "2026-11-01" });
  const opened = await openedBy(0, wider.grantId);
  expect(opened.days.map(({ payments }) => payments)).toEqual([2, 1]);
  expect(opened.stores).toMatchObject([{ storeId: shopAt(1).storeId, payments: 3 }]);
  expect(opened.stores[0]?.amountMinor).toBe(opened.days.reduce((sum, one) => sum + one.amountMinor, 0n));
  await expect(openedBy(0, grantId)).rejects.toMatchObject({ code: "not_found" });
});

test("it is taken back at once, by the franchisee or by leaving the signboard", async () => {
  const own = () => read(as(1).scope, (tx) => findOwnFranchise(tx, as(1).scope));
  expect(await own()).toMatchObject({ brandId, isHeadOffice: false, grant: { level: "stores" } });
  await revokeFigures(as(1));
  expect(await own()).toMatchObject({ grant: null });
  expect(await seenBy(0)).toMatchObject({ franchisees: [] });
  await grantFigures(as(1), { level: "totals", fromOn: "2026-11-01" });
  await joinBrand(desk(), { brandId: null, list: shopAt(1).merchantId });
  expect(await seenBy(0)).toMatchObject({ franchisees: [] });
  expect(await own()).toBeNull();
});
