import { afterAll, beforeAll, expect, it } from "vitest";
import { jobDepsAt, makeNetworkKeys, plantShops, pushMessage, type Shop, send } from "@/bench/payment-bed";
import { withClient } from "@/server/platform/database-roles";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { tellOfYesterday } from "./jobs";

const keys = makeNetworkKeys();
/** 16:00 in Japan. */
const NOW = Date.UTC(2026, 10, 22, 7);
const DAY = 86_400_000;
let database: TestDatabase;
let shop: Shop;
const sql = () => sqlOfClient(poolFor("jobs"));

beforeAll(async () => {
  database = await testDatabase(keys.env);
  const [planted] = await plantShops(database.urls.superuser, 1);
  if (!planted) throw new Error("no shop");
  shop = planted;
  const people = [
    ["wants", "owner", [], true],
    ["silent", "owner", [], null],
    ["clerk", "clerk", [], true],
    ["onestore", "accountant", [shop.storeId], true],
  ] as const;
  for (const [name, role, stores, mail] of people) {
    await sql()(
      `WITH p AS (INSERT INTO person (id, email, name, locale, created_at) VALUES ($1, $1 || '@example.jp', '', 'ja', now()))
       INSERT INTO membership (id, person_id, tenant_id, role, store_ids, created_at)
       VALUES ('mem_' || $1, $1, $2, $3, $4, now())`,
      [`per_${name}`, shop.merchantId, role, stores],
    );
    if (mail !== null)
      await withClient(database.urls.superuser, (client) =>
        client.query("INSERT INTO notification_preference VALUES ($1, 'daily_sales', $2, false)", [
          `per_${name}`,
          mail,
        ]),
      );
  }
});
afterAll(() => database.drop());

it("yesterday's sales are mailed once to whoever asked for it and sees every store, and to nobody else", async () => {
  for (const value of ["1280", "720"]) {
    const message = pushMessage(shop, {
      pspId: "NOREN_JP",
      paymentAmount: { currency: "JPY", value },
      paymentTime: new Date(NOW).toISOString(),
    });
    await send(keys, "payments/pushPayment", message, NOW);
  }
  expect(await tellOfYesterday(jobDepsAt(NOW))).toBe(0);
  expect(await tellOfYesterday(jobDepsAt(NOW + DAY))).toBe(1);
  expect(await tellOfYesterday(jobDepsAt(NOW + DAY + 3_600_000))).toBe(0);
  expect(await tellOfYesterday(jobDepsAt(NOW + 2 * DAY))).toBe(0);
  const told = await sql()("SELECT person_id, params, in_inbox, mail_state FROM notification");
  expect(told).toEqual([
    {
      person_id: "per_wants",
      params: { dayOn: "2026-11-22", count: 2, salesMinor: "2000", refundsMinor: "0" },
      in_inbox: false,
      mail_state: "waiting",
    },
  ]);
});
