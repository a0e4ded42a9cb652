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
import { toDay } from "@/server/kernel/calendar";
import { newPaymentNumber } from "@/server/kernel/ids";
import { checkLedger } from "@/server/ledger/check/queries";
import { balancesFingerprint } from "@/server/ledger/queries";
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
import { copyOfDatabase, type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { watchDays } from "./days/jobs";
import { importReport } from "./reports/commands";
import { ROW_KINDS } from "./rules";

const keys = makeNetworkKeys();
const CLEARING_ON = toDay("2026-11-22");
const PAID = Date.UTC(2026, 10, 22, 7);
const REPORTED = Date.UTC(2026, 10, 23, 1);
const LATER = Date.UTC(2026, 10, 24, 5);
const YEN = 1_280n;
const PARTS = ["payments", "refund", "cancel", "report"] as const;
type Part = (typeof PARTS)[number];

/** A sale that is paid and partly given back, and one that is cancelled while its success is on the way. */
const [sold, called] = [1, 2].map(() => `pay_${newPaymentNumber({ nowMs: PAID, random: randomBytes })}`);
const networkIdOf = (id: string) => `N${id.slice(4)}`;

let bare: TestDatabase;
let network: FakeNetwork;
let shop: Shop;

beforeAll(async () => {
  network = await startFakeNetwork(keys);
  bare = await testDatabase();
  const [planted] = await plantShops(bare.urls.superuser, 1);
  if (!planted || !sold || !called) throw new Error("no shop");
  shop = planted;
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
  await bare.drop();
});

const start = (paymentRequestId: string) =>
  startEntryPayment(
    ingestDepsAt(PAID),
    startEntryPaymentInput.parse({
      code: shop.code,
      amountMinor: YEN,
      paymentRequestId,
      redirectUrl: "https://n.example/done",
    }),
  );

const notify = (id: string, nowMs: number) =>
  send(
    keys,
    "payments/notifyPayment",
    {
      ...pushMessage(shop, { pspId: "NOREN_JP", paymentAmount: { currency: "JPY", value: `${YEN}` } }),
      paymentId: networkIdOf(id),
      paymentRequestId: id,
    },
    nowMs,
  );

const refund = (id: string, nowMs: number) =>
  requestRefund(ownerDepsAt(shop, nowMs), {
    paymentId: id,
    amountMinor: 500n,
    requestId: `r_${id}`,
    reason: "",
  });

/** The network's day: what was paid and not cancelled. */
function reportedRow(id: string): FileRow {
  return {
    type: "PAYMENT",
    networkId: networkIdOf(id),
    originalId: "",
    requestId: id,
    merchantId: shop.merchantId,
    storeId: shop.storeId,
    walletId: "NOREN_JP",
    atMs: PAID,
    amount: YEN,
    currency: "JPY",
    settlement: YEN,
    fee: feeOf(YEN, "NOREN_JP"),
  };
}

/** Lives one order of arrival on a database of its own. @returns the hash of all balances, and what stays open */
async function arrive(order: readonly Part[], [paid, cancelled]: readonly [string, string]) {
  const database = await copyOfDatabase(bare, { ...keys.env, NETWORK_BASE_URL: network.url });
  try {
    for (const id of [paid, cancelled]) await start(id);
    let nowMs = PAID + 60_000;
    const does: Record<Part, () => Promise<unknown>> = {
      payments: async () => {
        for (const id of [paid, cancelled, paid]) await notify(id, nowMs);
      },
      refund: () => refund(paid, nowMs),
      // It is asked for in time, whatever else has been heard by then.
      cancel: async () => {
        const deps = jobDepsAt(PAID + 60_000);
        await transactSql("jobs", (sql) => requestCancel(sql, deps, { paymentId: cancelled, reason: "x" }));
        await sendDueCancels(deps);
      },
      report: () => {
        nowMs = REPORTED;
        const content = itemsFile([reportedRow(paid)]);
        const name = fileName("transactionItems", CLEARING_ON, 1);
        return importReport(jobDepsAt(nowMs), { name, source: "folder", content });
      },
    };
    for (const part of order) await does[part]();
    await resolveAllParked(jobDepsAt(LATER));
    await sendDueRefunds(jobDepsAt(LATER));
    await sendDueCancels(jobDepsAt(LATER));
    await bookNetworkFees(jobDepsAt(LATER));
    await watchDays(jobDepsAt(LATER));
    return await transactSql("jobs", async (sql) => {
      const open = await sql<{ kind: string }>(
        "SELECT kind FROM reconciliation_item WHERE state = 'open' AND kind = ANY($1::text[])",
        [ROW_KINDS],
      );
      return { hash: await balancesFingerprint(sql), open, ok: (await checkLedger(sql)).ok };
    });
  } finally {
    await database.drop();
  }
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, at) =>
    permutations([...items.slice(0, at), ...items.slice(at + 1)]).map((rest) => [item, ...rest]),
  );
}

it("payments, a refund, a cancel and the network's report end in the same balances in any order (G5)", async () => {
  const ends = new Map<string, string[]>();
  // A refund is asked for here, and of a payment that is known.
  const possible = permutations(PARTS).filter((order) => order.indexOf("payments") < order.indexOf("refund"));
  for (const order of possible) {
    const end = JSON.stringify(await arrive(order, [sold ?? "", called ?? ""]));
    ends.set(end, [...(ends.get(end) ?? []), order.join()]);
  }
  expect([...ends]).toHaveLength(1);
  const [[end = "", orders = []] = []] = [...ends];
  expect(orders).toHaveLength(12);
  expect(JSON.parse(end)).toMatchObject({ open: [], ok: true });
});
