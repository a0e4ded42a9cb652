import { afterAll, beforeAll, expect, it } from "vitest";
import { type FakeNetwork, resultText, startFakeNetwork } from "@/bench/fake-network";
import { type FileRow, feeOf, fileName, itemsFile } from "@/bench/network-files";
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
import { addDays, type Day, toDay, utc8DayStartMs } from "@/server/kernel/calendar";
import { newPaymentNumber } from "@/server/kernel/ids";
import { checkLedger } from "@/server/ledger/check/queries";
import { accounts } from "@/server/ledger/rules";
import { requestCancel } from "@/server/payments/cancels/commands";
import { sendDueCancels } from "@/server/payments/cancels/jobs";
import { bookNetworkFees } from "@/server/payments/fees/jobs";
import { startEntryPayment } from "@/server/payments/orders/commands";
import { resolveAllParked } from "@/server/payments/orders/jobs";
import { startEntryPaymentInput } from "@/server/payments/orders/schema";
import { requestRefund } from "@/server/payments/refunds/commands";
import { sendDueRefunds } from "@/server/payments/refunds/jobs";
import { randomBytes } from "@/server/platform/crypto";
import { transactSql } from "@/server/platform/db";
import { ensurePartitions } from "@/server/platform/partitions";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { watchDays } from "./days/jobs";
import { importReport } from "./reports/commands";
import { ROW_KINDS } from "./rules";

const keys = makeNetworkKeys();
const FIRST = toDay("2026-10-04");
const HOUR_MS = 3_600_000;
const YEN = 1_280n;
const PARTS = ["payments", "refund", "cancel", "report"] as const;
type Part = (typeof PARTS)[number];

const networkIdOf = (id: string) => `N${id.slice(4)}`;

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, at) =>
    permutations([...items.slice(0, at), ...items.slice(at + 1)]).map((rest) => [item, ...rest]),
  );
}

// A refund is asked for here, and of a payment that is known.
const ORDERS = permutations(PARTS).filter((order) => order.indexOf("payments") < order.indexOf("refund"));

let database: TestDatabase;
let network: FakeNetwork;
let shops: readonly Shop[];

beforeAll(async () => {
  network = await startFakeNetwork(keys);
  database = await testDatabase({ ...keys.env, NETWORK_BASE_URL: network.url });
  await ensurePartitions(utc8DayStartMs(FIRST));
  shops = await plantShops(database.urls.superuser, ORDERS.length);
  network.answer("payments/refund", () => resultText("S", "SUCCESS"));
  network.answer("payments/cancelPayment", () => resultText("S", "SUCCESS"));
  network.answer("payments/pay", ({ paymentRequestId }) => ({
    ...resultText("U", "PAYMENT_IN_PROCESS"),
    paymentId: networkIdOf(String(paymentRequestId)),
    paymentUrl: "https://wallet.example/pay",
  }));
});
afterAll(async () => {
  await network.close();
  await database.drop();
});

/** One order of arrival: a shop and a day of its own, so that what it leaves can be told from the others. */
type Life = { readonly shop: Shop; readonly clearingOn: Day; readonly paidMs: number };

const start = ({ shop, paidMs }: Life, paymentRequestId: string) =>
  startEntryPayment(
    ingestDepsAt(paidMs),
    startEntryPaymentInput.parse({
      code: shop.code,
      amountMinor: YEN,
      paymentRequestId,
      redirectUrl: "https://n.example/done",
    }),
  );

const notify = ({ shop, paidMs }: Life, id: string, nowMs: number) =>
  send(
    keys,
    "payments/notifyPayment",
    {
      ...pushMessage(shop, { pspId: "NOREN_JP", paymentAmount: { currency: "JPY", value: `${YEN}` } }),
      paymentId: networkIdOf(id),
      paymentRequestId: id,
      paymentTime: new Date(paidMs).toISOString(),
    },
    nowMs,
  );

/** The network's day: what was paid and not cancelled. */
function reportedRow({ shop, paidMs }: Life, id: string): FileRow {
  return {
    type: "PAYMENT",
    networkId: networkIdOf(id),
    originalId: "",
    requestId: id,
    merchantId: shop.merchantId,
    storeId: shop.storeId,
    walletId: "NOREN_JP",
    atMs: paidMs,
    amount: YEN,
    currency: "JPY",
    settlement: YEN,
    fee: feeOf(YEN, "NOREN_JP"),
  };
}

/** Lives one order of arrival: a sale that is paid and partly given back, and one that is cancelled on its way. */
async function arrive(life: Life, order: readonly Part[]): Promise<void> {
  const { shop, paidMs, clearingOn } = life;
  const [paid = "", cancelled = ""] = [1, 2].map(
    () => `pay_${newPaymentNumber({ nowMs: paidMs, random: randomBytes })}`,
  );
  for (const id of [paid, cancelled]) await start(life, id);
  let nowMs = paidMs + 60_000;
  const does: Record<Part, () => Promise<unknown>> = {
    payments: async () => {
      for (const id of [paid, cancelled, paid]) await notify(life, id, nowMs);
    },
    refund: () =>
      requestRefund(ownerDepsAt(shop, nowMs), {
        paymentId: paid,
        amountMinor: 500n,
        requestId: `r_${paid}`,
        reason: "",
      }),
    // It is asked for in time, whatever else has been heard by then.
    cancel: async () => {
      const deps = jobDepsAt(paidMs + 60_000);
      await transactSql("jobs", (sql) => requestCancel(sql, deps, { paymentId: cancelled, reason: "x" }));
      await sendDueCancels(deps);
    },
    report: () => {
      nowMs = paidMs + 18 * HOUR_MS;
      const content = itemsFile([reportedRow(life, paid)]);
      const name = fileName("transactionItems", clearingOn, 1);
      return importReport(jobDepsAt(nowMs), { name, source: "folder", content });
    },
  };
  for (const part of order) await does[part]();
  const later = jobDepsAt(paidMs + 46 * HOUR_MS);
  await resolveAllParked(later);
  await sendDueRefunds(later);
  await sendDueCancels(later);
  await bookNetworkFees(later);
  await watchDays(later);
}

/** What each account holds, the shop's own under one name. */
async function balances(shop: Shop): Promise<Map<string, bigint>> {
  const rows = await transactSql("jobs", (sql) =>
    sql<{ account: string; minor: bigint }>(
      `SELECT account, sum(minor)::bigint AS minor FROM (
         SELECT to_account AS account, amount_minor AS minor FROM ledger_posting
         UNION ALL SELECT from_account, -amount_minor FROM ledger_posting) leg GROUP BY account`,
    ),
  );
  return new Map(rows.map(({ account, minor }) => [account.replace(shop.merchantId, "shop"), minor]));
}

/** What an order of arrival has added to each account, and what stays open of its day. */
async function leftBy(life: Life, before: Map<string, bigint>): Promise<string> {
  const after = await balances(life.shop);
  const moved = [...after]
    .map(([account, minor]) => [
      account.replace(life.shop.payoutGroupId, "group"),
      minor - (before.get(account) ?? 0n),
    ])
    .filter(([, minor]) => minor !== 0n);
  const open = await transactSql("jobs", (sql) =>
    sql<{ kind: string }>(
      "SELECT kind FROM reconciliation_item WHERE state = 'open' AND clearing_on = $1 AND kind = ANY($2::text[])",
      [life.clearingOn, ROW_KINDS],
    ),
  );
  return [
    ...moved.map(([account, minor]) => `${account} ${minor}`).sort(),
    ...open.map(({ kind }) => kind),
  ].join("\n");
}

it("payments, a refund, a cancel and the network's report end in the same balances in any order (G5)", async () => {
  const ends = new Map<string, string[]>();
  for (const [index, order] of ORDERS.entries()) {
    const shop = shops[index];
    if (!shop) throw new Error("no shop");
    const clearingOn = addDays(FIRST, 2 * index);
    const life = { shop, clearingOn, paidMs: utc8DayStartMs(clearingOn) + 15 * HOUR_MS };
    const before = await balances(shop);
    await arrive(life, order);
    const end = await leftBy(life, before);
    ends.set(end, [...(ends.get(end) ?? []), order.join()]);
  }
  expect([...ends.values()]).toEqual([ORDERS.map((order) => order.join())]);
  const [end = ""] = ends.keys();
  expect(end).toContain(`${accounts.networkClearing} ${YEN - feeOf(YEN, "NOREN_JP")}`);
  expect(end).not.toContain("open");
  expect((await transactSql("jobs", checkLedger)).ok).toBe(true);
});
