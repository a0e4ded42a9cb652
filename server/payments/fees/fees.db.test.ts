import { afterAll, beforeAll, expect, it } from "vitest";
import { jobDepsAt, makeNetworkKeys, plantShops, pushMessage, type Shop, send } from "@/bench/payment-bed";
import { applyBasisPoints } from "@/server/kernel/money";
import { checkLedger } from "@/server/ledger/check/queries";
import { balanceOf } from "@/server/ledger/queries";
import { accounts } from "@/server/ledger/rules";
import { poolFor, sqlOfClient, transactSql } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { bookNetworkFees } from "./jobs";

const keys = makeNetworkKeys();
// 00:30 in Japan belongs to the network's day before.
const LATE = Date.parse("2026-11-23T00:30:00+09:00");
const NEXT = Date.parse("2026-11-23T01:30:00+09:00");
let database: TestDatabase;
let shop: Shop;

beforeAll(async () => {
  database = await testDatabase(keys.env);
  const [planted] = await plantShops(database.urls.superuser, 1);
  if (!planted) throw new Error("no shop");
  shop = planted;
});
afterAll(() => database.drop());

async function push(value: bigint, atMs: number): Promise<void> {
  const message = pushMessage(shop, { paymentAmount: { currency: "JPY", value: `${value}` } });
  await send(keys, "payments/pushPayment", message, atMs);
}

it("the network's fee of a day is booked once, each payment rounded half to even, apart from what it owes us", async () => {
  const amounts = [1_280n, 50n, 150n, 250n, 99_999n];
  for (const amount of amounts) await push(amount, LATE);
  await push(7_777n, NEXT);
  const fee = amounts.reduce((sum, amount) => sum + applyBasisPoints(amount, 110, "half_even"), 0n);
  const sql = sqlOfClient(poolFor("jobs"));
  const owed = () => balanceOf(sql, accounts.networkFeePayable("ALIPAY_CN"));
  // Until 01:15 in Japan payments of the day can still be cancelled.
  expect(await bookNetworkFees(jobDepsAt(Date.parse("2026-11-23T01:10:00+09:00")))).toBe(0);
  const times = await Promise.all([1, 2].map(() => bookNetworkFees(jobDepsAt(NEXT + 3_600_000))));
  expect(times.sort()).toEqual([0, 1]);
  expect(await owed()).toBe(-fee);
  expect(await balanceOf(sql, accounts.networkReceivable("ALIPAY_CN"))).toBe(
    amounts.reduce((sum, amount) => sum + amount, 7_777n),
  );
  expect(await bookNetworkFees(jobDepsAt(NEXT + 90_000_000))).toBe(1);
  expect(await owed()).toBe(-(fee + applyBasisPoints(7_777n, 110, "half_even")));
  expect((await transactSql("jobs", checkLedger)).ok).toBe(true);
});
