import { afterAll, beforeAll, expect, it } from "vitest";
import { type FakeNetwork, resultText, startFakeNetwork } from "@/bench/fake-network";
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
import { newPaymentNumber } from "@/server/kernel/ids";
import { randomBytes } from "@/server/platform/crypto";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { expireDisputes } from "./disputes/jobs";
import { resolveParkedDisputes } from "./disputes/notices/ingest";
import { startEntryPayment } from "./orders/commands";
import { resolveAllParked } from "./orders/jobs";
import { startEntryPaymentInput } from "./orders/schema";
import { requestRefund } from "./refunds/commands";
import { sendDueRefunds } from "./refunds/jobs";

const keys = makeNetworkKeys();
const NOW = Date.UTC(2026, 10, 22, 7);
const DAY = 86_400_000;
let database: TestDatabase;
let network: FakeNetwork;
let shop: Shop;

beforeAll(async () => {
  network = await startFakeNetwork(keys);
  database = await testDatabase({ ...keys.env, NETWORK_BASE_URL: network.url });
  const [planted] = await plantShops(database.urls.superuser, 1);
  if (!planted) throw new Error("no shop");
  shop = planted;
  network.answer("payments/refund", () => resultText("S", "SUCCESS"));
});
afterAll(async () => {
  await network.close();
  await database.drop();
});

const STEPS = ["order", "notice", "dispute", "refund"] as const;
type Step = (typeof STEPS)[number];

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, at) =>
    permutations([...items.slice(0, at), ...items.slice(at + 1)]).map((rest) => [item, ...rest]),
  );
}

/** Everything about one payment in one order; a refund that cannot be asked for yet is asked for at the end. */
async function arrive(order: readonly Step[]): Promise<string> {
  const id = `pay_${newPaymentNumber({ nowMs: NOW, random: randomBytes })}`;
  const networkId = `N${id.slice(4)}`;
  const notice = { ...pushMessage(shop, { pspId: "NOREN_JP" }), paymentId: networkId, paymentRequestId: id };
  const dispute = {
    disputeId: `D${id.slice(4)}`,
    paymentId: networkId,
    disputeAmount: { currency: "JPY", value: "300" },
    disputeReasonCode: "GOODS_NOT_RECEIVED",
    responseDueTime: new Date(NOW + DAY).toISOString(),
  };
  network.answer("payments/pay", () => ({
    ...resultText("U", "PAYMENT_IN_PROCESS"),
    paymentId: networkId,
    paymentUrl: "https://wallet.example/pay",
  }));
  const refund = () =>
    requestRefund(ownerDepsAt(shop, NOW), {
      paymentId: id,
      amountMinor: 500n,
      requestId: `r_${id}`,
      reason: "",
    });
  const does: Record<Step, () => Promise<unknown>> = {
    order: () =>
      startEntryPayment(
        ingestDepsAt(NOW),
        startEntryPaymentInput.parse({
          code: shop.code,
          amountMinor: 1280n,
          paymentRequestId: id,
          redirectUrl: "https://n.example/done",
        }),
      ),
    notice: () => Promise.all([1, 2].map(() => send(keys, "payments/notifyPayment", notice, NOW))),
    dispute: () => send(keys, "disputes/initiateRetrieval", dispute, NOW),
    refund: () => refund().catch(() => undefined),
  };
  for (const step of order) await does[step]();
  await resolveAllParked(jobDepsAt(NOW));
  await resolveParkedDisputes(jobDepsAt(NOW));
  await refund();
  await sendDueRefunds(jobDepsAt(NOW));
  await expireDisputes(jobDepsAt(NOW + DAY + 1));
  return id;
}

it("every order of arrival of an order, its notices, a dispute and a refund ends in the same books (G5)", async () => {
  const sql = sqlOfClient(poolFor("jobs"));
  const booksOf = async (paymentId: string) => {
    const rows = await sql<{ line: string }>(
      `SELECT concat(e.kind, ' ', p.amount_minor, ' ', p.from_account, ' > ', p.to_account) AS line
       FROM ledger_entry e JOIN ledger_posting p ON p.entry_id = e.id
       WHERE e.reference = $1 OR e.reference IN (SELECT id FROM refund WHERE payment_id = $1)
          OR e.reference IN (SELECT id FROM dispute WHERE payment_id = $1) ORDER BY e.kind`,
      [paymentId],
    );
    return rows.map(({ line }) => line).join("\n");
  };
  const books = new Map<string, string[]>();
  for (const order of permutations(STEPS)) {
    const text = await booksOf(await arrive(order));
    books.set(text, [...(books.get(text) ?? []), order.join()]);
  }
  expect(books.size).toBe(1);
  const [[text = "", orders = []] = []] = [...books];
  expect(orders).toHaveLength(24);
  expect(text.match(/^\w+ \d+/gm)).toEqual([
    "dispute_lost 300",
    "dispute_opened 300",
    "payment 1280",
    "refund_done 500",
    "refund_opened 500",
  ]);
  const [parked] = await sql<{ count: number }>("SELECT count(*)::int AS count FROM parked_message");
  expect(parked?.count).toBe(0);
});
