import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  jobDepsAt,
  makeNetworkKeys,
  paidAt,
  plantShops,
  pushMessage,
  type Shop,
  send,
} from "@/bench/payment-bed";
import { withClient } from "@/server/platform/database-roles";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { rebuildSales } from "../commands";
import { checkSales } from "./commands";
import { findFreshness } from "./queries";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 28, 3);
const keys = makeNetworkKeys();
let database: TestDatabase;
let shops: Shop[] = [];

const ask = (text: string, values: readonly unknown[] = []) =>
  withClient(database.urls.superuser, async (client) => (await client.query(text, [...values])).rows);
const pay = (shop: Shop, atMs: number) =>
  send(keys, "payments/pushPayment", pushMessage(shop, paidAt(atMs)), atMs);
const FINE = { days: [], franchisees: 0, merchants: 0, isRebuilt: false };
const models = async () => [
  await ask("SELECT * FROM sales_day ORDER BY 1, 2, 3, 4"),
  await ask("SELECT * FROM code_activity ORDER BY 1"),
  await ask("SELECT merchant_id, activity, first_paid_at, last_paid_at FROM merchant_profile ORDER BY 1"),
  await ask("SELECT * FROM franchise_day ORDER BY 1, 2, 3"),
];

beforeAll(async () => {
  database = await testDatabase(keys.env);
  shops = await plantShops(database.urls.superuser, 3);
  for (const [at, shop] of shops.entries())
    for (const daysAgo of [1, 2, 40]) await pay(shop, NOW - daysAgo * DAY - at * 1_000);
});
beforeEach(async () => {
  await ask("UPDATE merchant SET brand_id = NULL");
  await rebuildSales(jobDepsAt(NOW));
});
afterAll(() => database.drop());

test("what equals the books is left alone, and the comparison is remembered", async () => {
  const before = await models();
  expect(await checkSales(jobDepsAt(NOW))).toEqual(FINE);
  expect(await models()).toEqual(before);
  expect(await findFreshness()).toMatchObject({ checkedAt: new Date(NOW), mended: 0 });
});

test.each([
  [
    "a day that lost a payment",
    "UPDATE sales_day SET payments = payments - 1 WHERE day_on = (SELECT max(day_on) FROM sales_day)",
  ],
  ["a day that is gone", "DELETE FROM sales_day WHERE day_on = (SELECT max(day_on) FROM sales_day)"],
  [
    "an old day with another amount",
    "UPDATE sales_day SET amount_minor = amount_minor + 1 WHERE day_on = (SELECT min(day_on) FROM sales_day)",
  ],
  [
    "a code that counted twice",
    "UPDATE code_activity SET payments = payments * 2 WHERE code_id = (SELECT min(code_id) FROM code_activity)",
  ],
  [
    "a merchant that seems dormant",
    "UPDATE merchant_profile SET last_paid_at = last_paid_at - interval '90 days', activity = 'dormant'",
  ],
])("%s is put right", async (_name, harm) => {
  const before = await models();
  await ask(harm);
  expect(await models()).not.toEqual(before);
  expect(await checkSales(jobDepsAt(NOW))).not.toEqual(FINE);
  expect(await models()).toEqual(before);
  expect((await findFreshness()).mended).toBeGreaterThan(0);
  expect(await checkSales(jobDepsAt(NOW))).toEqual(FINE);
});

test("a merchant that comes under a signboard has its earlier days by the next night", async () => {
  await ask(
    "INSERT INTO brand (id, tenant_id, name, created_at) VALUES ('brd_1', $1, 'x', now()) ON CONFLICT DO NOTHING",
    [shops[0]?.merchantId],
  );
  await ask("UPDATE merchant SET brand_id = 'brd_1' WHERE id = $1", [shops[1]?.merchantId]);
  expect(await checkSales(jobDepsAt(NOW))).toMatchObject({ franchisees: 1, isRebuilt: false });
  const [days] = await ask(
    "SELECT count(*)::int AS days, sum(payments)::int AS payments FROM franchise_day WHERE store_id = '' AND tenant_id = $1",
    [shops[1]?.merchantId],
  );
  expect(days).toEqual({ days: 3, payments: 3 });
  expect(await checkSales(jobDepsAt(NOW))).toEqual(FINE);
});
