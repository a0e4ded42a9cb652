import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeNetworkKeys, ownerDepsAt, plantShops, pushMessage, type Shop, send } from "@/bench/payment-bed";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { getPayment } from "../detail/queries";
import { notePayment } from "../notes/commands";
import { listPayments } from "../queries";
import { listPaymentsInput } from "../schema";
import { USUAL_NEEDS } from "./rules";

const keys = makeNetworkKeys();
/** 16:00 in Japan. */
const NOW = Date.UTC(2026, 10, 22, 7);
const MINUTE = 60_000;
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

type Paid = {
  at?: Shop;
  yen?: string;
  customerId?: string;
  account?: string;
  wallet?: string;
  atMs?: number;
};

async function pay({ at = shop, yen = "1280", customerId, account, wallet = "NOREN_JP", atMs = NOW }: Paid) {
  const message = pushMessage(at, {
    pspId: wallet,
    paymentAmount: { currency: "JPY", value: yen },
    paymentTime: new Date(atMs).toISOString(),
    ...(customerId && { customerId }),
    ...(account && { customerMaskedAccount: account }),
  });
  const answer = await send(keys, "payments/pushPayment", message, atMs);
  return `pay_${answer.acquirerPaymentId}`;
}

function find(args: object, of: Shop = shop) {
  const deps = ownerDepsAt(of, NOW);
  const input = { ...listPaymentsInput.parse(args), nowMs: NOW };
  return deps.transact(async (tx) => (await listPayments(tx, deps.scope, input)).payments);
}

const flagsOfAll = async (args: object) =>
  new Map((await find(args)).map((payment) => [payment.paymentId, payment.flags]));

describe("a clerk is told, while the shopper is still there,", () => {
  it("of the second payment of one shopper over the same amount within ten minutes, and of no other", async () => {
    const customerId = "twice";
    const first = await pay({ customerId, yen: "700", atMs: NOW - 9 * MINUTE });
    const second = await pay({ customerId, yen: "700" });
    const less = await pay({ customerId, yen: "699" });
    const stranger = await pay({ customerId: "somebody else", yen: "700" });
    const later = await pay({ customerId, yen: "700", atMs: NOW + 11 * MINUTE });
    const flags = await flagsOfAll({ limit: 100 });
    expect(flags.get(second)).toEqual(["possible_duplicate"]);
    for (const id of [first, less, stranger, later]) expect(flags.get(id)).toEqual([]);
  });

  it("of an amount with a digit too many, once the store's usual basket is known", async () => {
    for (let i = 0; i < USUAL_NEEDS; i += 1) {
      await pay({ at: other, yen: `${800 + i}`, customerId: `usual_${i}` });
    }
    const slip = await pay({ at: other, yen: "8500", customerId: "slip" });
    const deps = ownerDepsAt(other, NOW);
    const detail = await deps.transact((tx) => getPayment(tx, deps.scope, { paymentId: slip }));
    expect(detail.payment.flags).toEqual(["possible_typo"]);
  });
});

describe("a payment is found", () => {
  it("by its amount, minute, wallet and masked account", async () => {
    const atMs = NOW - 3 * 60 * MINUTE - 4 * MINUTE;
    const id = await pay({ yen: "4321", account: "186****5678", wallet: "ALIPAY_CN", atMs });
    const ids = async (args: object) => (await find(args)).map((payment) => payment.paymentId);
    expect(await ids({ amountMinor: 4_321n })).toEqual([id]);
    expect(await ids({ account: "5678" })).toEqual([id]);
    expect(await ids({ walletId: "ALIPAY_CN" })).toEqual([id]);
    expect(await ids({ aroundAt: "13:00" })).toEqual([id]);
    expect(await ids({ aroundAt: "13:00", dayOn: "2026-11-21" })).toEqual([]);
    expect(await ids({ aroundAt: "14:00" })).toEqual([]);
  });

  it("by the number of the shop's own bill, which its people keep beside it", async () => {
    const paymentId = await pay({ customerId: "bill" });
    const deps = ownerDepsAt(shop, NOW);
    await notePayment(deps, { paymentId, billNumber: "A-17", note: "テラス席" });
    await notePayment(deps, { paymentId, billNumber: "A-17", note: "テラス席" });
    expect((await find({ billNumber: "A-17" })).map((payment) => payment.paymentId)).toEqual([paymentId]);
    expect(await find({ billNumber: "A-17" }, other)).toEqual([]);
    const detail = await deps.transact((tx) => getPayment(tx, deps.scope, { paymentId }));
    expect([detail.payment.billNumber, detail.note]).toEqual(["A-17", "テラス席"]);
    const told = await sqlOfClient(poolFor("jobs"))(
      "SELECT 1 FROM audit_event WHERE action = 'payment.note' AND subject_id = $1",
      [paymentId],
    );
    expect(told).toHaveLength(1);
  });

  it("and noted by nobody of another shop or store (G16)", async () => {
    const paymentId = await pay({ customerId: "foreign" });
    const note = { paymentId, billNumber: "X", note: "" };
    const strangers = [ownerDepsAt(other, NOW), ownerDepsAt(shop, NOW, { storeIds: [other.storeId] })];
    for (const deps of strangers) {
      await expect(notePayment(deps, note)).rejects.toMatchObject({ code: "not_found" });
    }
  });
});
