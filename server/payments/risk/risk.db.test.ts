import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  ingestDepsAt,
  jobDepsAt,
  makeNetworkKeys,
  ownerDepsAt,
  plantShops,
  pushMessage,
  type Shop,
  send,
} from "@/bench/payment-bed";
import { mintScope, type OperatorScope } from "@/server/kernel/scope";
import { withClient } from "@/server/platform/database-roles";
import { prismaFor } from "@/server/platform/db";
import { type Deps, depsFor } from "@/server/platform/deps";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { startEntryPayment } from "../orders/commands";
import { startEntryPaymentInput } from "../orders/schema";
import { requestRefund } from "../refunds/commands";
import { closeAlert } from "./alerts/commands";
import { watchStores } from "./alerts/jobs";
import { listAlerts } from "./alerts/queries";
import { removeLimit, setLimit } from "./limits/commands";
import { listLimits } from "./limits/queries";

const keys = makeNetworkKeys();
const NOW = Date.UTC(2026, 10, 22, 7);
let database: TestDatabase;
let shops: Shop[];

beforeAll(async () => {
  database = await testDatabase({ ...keys.env, LOG_LEVEL: "fatal" });
});
afterAll(() => database.drop());
beforeEach(async () => {
  shops = await plantShops(database.urls.superuser, 2);
});

function shopAt(index: number): Shop {
  const shop = shops[index];
  if (!shop) throw new Error("no shop");
  return shop;
}

const risk = (): Deps<OperatorScope> =>
  depsFor(
    mintScope({ kind: "operator", personId: "per_r", role: "risk" }),
    { kind: "person", id: "per_r" },
    "req_test",
    NOW,
  );

type Limit = Parameters<typeof setLimit>[1];
async function limit(given: Omit<Limit, "reason">): Promise<void> {
  await setLimit(risk(), { ...given, reason: "test" });
  // The hot path reads limits every two seconds; nobody waits for that here.
  globalThis.norenRiskLimits = undefined;
}

async function push(shop: Shop, value: string, changes: Record<string, unknown> = {}): Promise<string> {
  const message = pushMessage(shop, { paymentAmount: { currency: "JPY", value }, ...changes });
  return (await send(keys, "payments/pushPayment", message, NOW)).result.resultCode;
}

describe("a limit", () => {
  it("of a store refuses what goes beyond it, at once and in one batch, and binds no other store", async () => {
    const [shop, other] = [shopAt(0), shopAt(1)];
    await limit({ subject: "store", subjectId: shop.storeId, measure: "day_amount", most: 3_000n });
    const together = await Promise.all([1, 2, 3, 4].map(() => push(shop, "1000")));
    expect(together.sort()).toEqual(["RISK_REJECT", "SUCCESS", "SUCCESS", "SUCCESS"]);
    expect(await push(shop, "1")).toBe("RISK_REJECT");
    expect(await push(other, "1000")).toBe("SUCCESS");
    const order = startEntryPaymentInput.parse({
      code: shop.code,
      amountMinor: 1n,
      paymentRequestId: `pay_${NOW}0000001`,
      redirectUrl: "https://n.example/done",
    });
    await expect(startEntryPayment(ingestDepsAt(NOW), order)).rejects.toMatchObject({ code: "risk_limit" });
  });

  it("of a merchant and of a wallet at each store bind too, and one that is taken away binds no more", async () => {
    const shop = shopAt(0);
    await limit({ subject: "merchant", subjectId: shop.merchantId, measure: "payment_amount", most: 500n });
    await limit({ subject: "wallet", subjectId: "NOREN_JP", measure: "hour_count", most: 1n });
    expect(await push(shop, "501")).toBe("RISK_REJECT");
    expect(await push(shop, "500", { pspId: "NOREN_JP" })).toBe("SUCCESS");
    expect(await push(shop, "500", { pspId: "NOREN_JP" })).toBe("RISK_REJECT");
    expect(await push(shop, "500")).toBe("SUCCESS");
    expect(await push(shopAt(1), "900", { pspId: "NOREN_JP" })).toBe("SUCCESS");
    const { scope } = risk();
    for (const { limitId } of await listLimits(prismaFor("operator"), scope))
      await removeLimit(risk(), limitId);
    globalThis.norenRiskLimits = undefined;
    expect(await push(shop, "501", { pspId: "NOREN_JP" })).toBe("SUCCESS");
  });

  it("of nobody is refused", async () => {
    const nobody = { subject: "store", subjectId: "sto_nobody", measure: "day_count", most: 1n } as const;
    await expect(limit(nobody)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("an alert", () => {
  it("tells of split payments and of many refunds once a day, and is closed once with what was found", async () => {
    const shop = shopAt(0);
    const ids: string[] = [];
    for (let i = 0; i < 5; i += 1) {
      const message = pushMessage(shop, {
        pspId: "NOREN_JP",
        customerId: "208800000000777",
        paymentAmount: { currency: "JPY", value: "20000" },
        paymentTime: "2026-11-22T15:00:00+09:00",
      });
      const answer = await send(keys, "payments/pushPayment", message, NOW);
      ids.push(`pay_${answer.acquirerPaymentId}`);
    }
    for (const paymentId of ids) {
      const input = { paymentId, amountMinor: 1_000n, requestId: `r_${paymentId}`, reason: "" };
      await requestRefund(ownerDepsAt(shop, NOW), input);
    }
    await watchStores(jobDepsAt(NOW + 60_000));
    expect(await watchStores(jobDepsAt(NOW + 120_000))).toBe(0);
    const { scope } = risk();
    const open = async () => {
      const { alerts } = await listAlerts(prismaFor("operator"), scope, { state: "open" });
      return alerts.filter(({ storeId }) => storeId === shop.storeId);
    };
    const found = await open();
    expect(found.map(({ rule, facts }) => [rule, facts]).sort()).toEqual([
      ["many_refunds", { refunds: 5, sales: 5 }],
      ["split_payments", { count: 5, amountMinor: "100000" }],
    ]);
    const [first] = found;
    if (!first) throw new Error("no alert");
    const close = () =>
      closeAlert(risk(), { alertId: first.alertId, outcome: "watched", note: "called the shop" });
    await close();
    await expect(close()).rejects.toMatchObject({ code: "alert_state" });
    expect(await open()).toHaveLength(1);
  });

  it("is not raised at night for a shop that has no habits yet", async () => {
    const night = Date.UTC(2026, 10, 22, 18);
    for (let i = 0; i < 3; i += 1) {
      const message = pushMessage(shopAt(0), {
        customerId: `c${i}`,
        paymentTime: "2026-11-23T02:30:00+09:00",
      });
      await send(keys, "payments/pushPayment", message, night);
    }
    await withClient(database.urls.superuser, async (client) => {
      const sales = await client.query("SELECT 1 FROM payment WHERE store_id = $1", [shopAt(0).storeId]);
      expect(sales.rowCount).toBe(3);
    });
    expect(await watchStores(jobDepsAt(night + 60_000))).toBe(0);
  });
});
