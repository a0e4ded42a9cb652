import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeNetworkKeys, ownerDepsAt, plantShops, pushMessage, type Shop, send } from "@/bench/payment-bed";
import { read } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { listPayments } from "../queries";
import { requestRefund } from "../refunds/commands";
import { getDayTally } from "./queries";

const keys = makeNetworkKeys();
/** 16:00 in Japan. */
const NOW = Date.UTC(2026, 10, 22, 7);
let database: TestDatabase;
let shop: Shop;
let other: Shop;

beforeAll(async () => {
  database = await testDatabase(keys.env);
  const [first, second] = await plantShops(database.urls.superuser, 2);
  if (!first || !second) throw new Error("no shops");
  [shop, other] = [first, second];
});
afterAll(() => database.drop());

const tallyAs = (of: Shop, storeId: string, dayOn?: string) => {
  const { scope } = ownerDepsAt(of, NOW);
  return read(scope, (tx) => getDayTally(tx, scope, { storeId, dayOn, nowMs: NOW }));
};

describe("the tally of a day", () => {
  it("sums by wallet and by till to the same total, and counts a refund on its own day", async () => {
    const yen = (value: string) => ({
      paymentAmount: { currency: "JPY", value },
      settlementAmount: { currency: "JPY", value },
    });
    const home = { pspId: "NOREN_JP", payerAmount: undefined, paymentQuote: undefined };
    for (const value of ["1280", "540"]) {
      const answer = await send(
        keys,
        "payments/pushPayment",
        pushMessage(shop, { ...yen(value), ...home }),
        NOW,
      );
      expect(answer.result.resultCode).toBe("SUCCESS");
    }
    await send(keys, "payments/pushPayment", pushMessage(shop), NOW);
    const { scope } = ownerDepsAt(shop, NOW);
    const { payments } = await read(scope, (tx) =>
      listPayments(tx, scope, { storeId: shop.storeId, amountMinor: 540n, limit: 5, nowMs: NOW }),
    );
    const paymentId = payments[0]?.paymentId ?? "";
    expect(payments[0]?.codeId).toBe(shop.code);
    const refund = { paymentId, amountMinor: 40n, requestId: "tally-test-1", reason: "" };
    await requestRefund(ownerDepsAt(shop, NOW), refund);
    const tally = await tallyAs(shop, shop.storeId);
    expect(tally.total).toEqual({ count: 3, totalMinor: 3_100n, refundsCount: 1, refundsMinor: 40n });
    for (const lines of [tally.wallets, tally.tills]) {
      expect(lines.reduce((sum, line) => sum + line.totalMinor, 0n)).toBe(3_100n);
      expect(lines.reduce((sum, line) => sum + line.refundsMinor, 0n)).toBe(40n);
    }
    expect(tally.wallets.map(({ id, count }) => [id, count])).toEqual([
      ["NOREN_JP", 2],
      ["ALIPAY_CN", 1],
    ]);
    expect((await tallyAs(shop, shop.storeId, "2026-11-21")).total.count).toBe(0);
  });

  it("of another's store is answered as if there were none (G16)", async () => {
    await expect(tallyAs(other, shop.storeId)).rejects.toMatchObject({ code: "not_found" });
  });
});
