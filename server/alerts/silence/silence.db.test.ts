import { afterAll, beforeAll, expect, it } from "vitest";
import { jobDepsAt, makeNetworkKeys, plantShops, pushMessage, type Shop, send } from "@/bench/payment-bed";
import { withClient } from "@/server/platform/database-roles";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { tellOfSilentCodes } from "./jobs";
import { RHYTHM_WEEKS } from "./rules";

const keys = makeNetworkKeys();
const NOW = Date.UTC(2026, 10, 25, 4);
const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;
let database: TestDatabase;
let shop: Shop;

beforeAll(async () => {
  database = await testDatabase(keys.env);
  const [planted] = await plantShops(database.urls.superuser, 1);
  if (!planted) throw new Error("no shop");
  shop = planted;
  await withClient(database.urls.superuser, async (client) => {
    await client.query(
      "INSERT INTO person (id, email, name, locale, created_at) VALUES ('per_o', 'o@example.jp', '', 'ja', now())",
    );
    await client.query(
      `INSERT INTO membership (id, person_id, tenant_id, role, store_ids, created_at)
       VALUES ('mem_o', 'per_o', $1, 'owner', '{}', now())`,
      [shop.merchantId],
    );
  });
});
afterAll(() => database.drop());

it("a code that is silent in its usual hours is told of once, and a payment ends the worry", async () => {
  const pays = (atMs: number) => send(keys, "payments/pushPayment", pushMessage(shop), atMs);
  for (let week = 1; week <= RHYTHM_WEEKS; week += 1)
    await Promise.all(Array.from({ length: 7 }, (_, at) => pays(NOW - week * WEEK - HOUR - at * 1_000)));
  expect(await tellOfSilentCodes(jobDepsAt(NOW - WEEK))).toBe(0);
  expect(await tellOfSilentCodes(jobDepsAt(NOW))).toBe(1);
  expect(await tellOfSilentCodes(jobDepsAt(NOW + HOUR / 2))).toBe(0);
  const { rows } = await withClient(database.urls.superuser, (client) =>
    client.query("SELECT kind FROM notification WHERE person_id = 'per_o'"),
  );
  expect(rows).toEqual([{ kind: "code_silent" }]);
  await pays(NOW + WEEK - HOUR);
  expect(await tellOfSilentCodes(jobDepsAt(NOW + WEEK))).toBe(0);
});
