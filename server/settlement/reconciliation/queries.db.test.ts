import { afterAll, beforeAll, expect, test } from "vitest";
import { makeNetworkKeys, plantShops, pushMessage, type Shop, send } from "@/bench/payment-bed";
import { toDay } from "@/server/kernel/calendar";
import { transactSql } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { listOwnItems } from "./queries";
import { compareItems, type ItemsFile } from "./rules";

const keys = makeNetworkKeys();
const AT_MS = Date.parse("2026-11-22T15:00:00+09:00");
let database: TestDatabase;
let shop: Shop;

beforeAll(async () => {
  database = await testDatabase(keys.env);
  const [planted] = await plantShops(database.urls.superuser, 1);
  if (!planted) throw new Error("no shop");
  shop = planted;
});
afterAll(() => database.drop());

test("the books agree with a report of the same payments, and miss the one that it leaves out", async () => {
  const messages = [pushMessage(shop), pushMessage(shop), pushMessage(shop)];
  for (const message of messages) await send(keys, "payments/pushPayment", message, AT_MS);
  const item = (networkId: string, line: number) => ({
    line,
    type: "PAYMENT" as const,
    networkId,
    requestId: "",
    merchantId: shop.merchantId,
    amountMinor: 1280n,
    currency: "JPY",
    atMs: AT_MS,
  });
  const [first, second, third] = messages.map((message) => String(message.paymentId));
  const file: ItemsFile = {
    file: "transactionItems_NOREN_20261122_001.csv",
    kind: "transactionItems",
    day: toDay("2026-11-22"),
    seq: 1,
    items: [item(first ?? "", 2), item(second ?? "", 3), item("unheard", 4)],
  };
  const own = await transactSql("jobs", (sql) => listOwnItems(sql, [file]));
  const verdicts = compareItems([file], own).map(({ verdict, networkId }) => [verdict, networkId]);
  expect(verdicts).toEqual([
    ["matched", first],
    ["matched", second],
    ["extra", "unheard"],
    ["missing", third],
  ]);
});
