import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ingestDepsAt, makeNetworkKeys, plantShops, pushMessage, type Shop, send } from "@/bench/payment-bed";
import { balanceOf } from "@/server/ledger/queries";
import { accounts } from "@/server/ledger/rules";
import { sha256Hex } from "@/server/platform/crypto";
import { withClient } from "@/server/platform/database-roles";
import { closeDatabase, poolFor, sqlOfClient } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { canonicalText } from "@/server/wallet-network/rules";
import { pushPaymentMessage } from "@/server/wallet-network/schema";
import { ingest } from "../ingest";
import { moneyKey } from "../rules";

const keys = makeNetworkKeys();
const NOW = Date.UTC(2026, 10, 22, 7);
const HOUR = 3_600_000;
let database: TestDatabase;
let shop: Shop;

beforeAll(async () => {
  database = await testDatabase(keys.env);
  const [planted] = await plantShops(database.urls.superuser, 1);
  if (!planted) throw new Error("no shop");
  shop = planted;
});
afterAll(() => database.drop());

const sql = () => sqlOfClient(poolFor("ingest"));
const push = (message: unknown, nowMs = NOW) => send(keys, "payments/pushPayment", message, nowMs);

async function rowsOf(networkPaymentId: unknown) {
  return sql()<{ id: string; state: string; amount_minor: bigint }>(
    "SELECT id, state, amount_minor FROM payment WHERE network_payment_id = $1",
    [networkPaymentId],
  );
}

async function entriesOf(paymentId: string | undefined) {
  return sql()("SELECT 1 FROM ledger_entry WHERE reference = $1", [paymentId ?? ""]);
}

describe("a pushed payment", () => {
  it("is answered with its number after it is in the database, the books, the outbox and the audit log", async () => {
    const message = pushMessage(shop);
    const before = await balanceOf(sql(), accounts.networkReceivable("ALIPAY_CN"));
    const answer = await push(message);
    expect(answer).toMatchObject({ result: { resultStatus: "S", resultCode: "SUCCESS" } });
    expect(answer.acquirerPaymentId).toMatch(/^\d{20}$/);
    const [row] = await rowsOf(message.paymentId);
    expect(row).toMatchObject({
      id: `pay_${answer.acquirerPaymentId}`,
      state: "succeeded",
      amount_minor: 1280n,
    });
    expect(await balanceOf(sql(), accounts.networkReceivable("ALIPAY_CN"))).toBe(before + 1280n);
    const events = await sql()(
      "SELECT 1 FROM outbox_event WHERE subject_id = $1 AND type = 'payment.succeeded'",
      [row?.id],
    );
    expect(events).toHaveLength(1);
    const audits = await sql()("SELECT 1 FROM audit_event WHERE action = 'payment.ingest'");
    expect(audits.length).toBeGreaterThan(0);
  });

  it("posts once for 20 copies at the same time, after a restart, 25 hours and 90 days later (G3)", async () => {
    const message = pushMessage(shop);
    const answers = await Promise.all(Array.from({ length: 20 }, () => push(message)));
    const [first] = answers;
    expect(first?.result.resultStatus).toBe("S");
    for (const answer of answers) expect(answer).toEqual(first);
    await closeDatabase();
    globalThis.norenPaymentWriter = undefined;
    for (const later of [0, 25 * HOUR, 90 * 24 * HOUR])
      expect(await push(message, NOW + later)).toEqual(first);
    const rows = await rowsOf(message.paymentId);
    expect(rows).toHaveLength(1);
    expect(await entriesOf(rows[0]?.id)).toHaveLength(1);
  });

  it("posts once when two processes get the copies at the same time (G3)", async () => {
    const message = pushMessage(shop);
    const first = push(message);
    // A writer of its own is what another process has.
    globalThis.norenPaymentWriter = undefined;
    const answers = await Promise.all([first, push(message)]);
    expect(answers[1]).toEqual(answers[0]);
    expect(await rowsOf(message.paymentId)).toHaveLength(1);
  });

  it("is kept as it was first when any field comes back changed (G4)", async () => {
    const message = pushMessage(shop, { payToAmount: { currency: "JPY", value: "1280" } });
    const first = await push(message);
    const changes: Record<string, unknown> = {
      pspId: "NOREN_JP",
      acquirerId: "SOMEBODY",
      codeValue: shop.code,
      customerId: "2088000000000002",
      paymentAmount: { currency: "JPY", value: "1281" },
      payToAmount: { currency: "JPY", value: "1281" },
      payerAmount: { currency: "CNY", value: "6124" },
      paymentQuote: { quoteId: "Q2", quoteCurrencyPair: "CNY/JPY", quotePrice: "20.9048" },
      settlementAmount: { currency: "JPY", value: "1279" },
      paymentTime: "2026-11-22T15:00:01+09:00",
      paymentResult: { resultStatus: "S", resultCode: "SUCCESS", resultMessage: "Success" },
      somethingNew: "x",
    };
    for (const [field, value] of Object.entries(changes)) {
      const answer = await push({ ...message, [field]: value });
      expect(answer.result, field).toMatchObject({
        resultStatus: "F",
        resultCode: "REPEAT_REQ_INCONSISTENT",
      });
    }
    expect(await push(message)).toEqual(first);
    const rows = await rowsOf(message.paymentId);
    expect(rows.map((row) => row.amount_minor)).toEqual([1280n]);
  });

  it("with half a yen is refused and nothing is stored (G8)", async () => {
    const message = pushMessage(shop, { paymentAmount: { currency: "JPY", value: "10.5" } });
    expect((await push(message)).result.resultCode).toBe("PARAM_ILLEGAL");
    expect(await rowsOf(message.paymentId)).toHaveLength(0);
  });

  it("cannot spoil the batch that it shares with others", async () => {
    const good = [pushMessage(shop), pushMessage(shop)];
    const bad = pushMessage(shop, { customerId: "a\u0000b" });
    const answers = await Promise.all([push(good[0]), push(bad), push(good[1])]);
    expect(answers.map((answer) => answer.result.resultStatus)).toEqual(["S", "F", "S"]);
  });
});

describe("a refusal", () => {
  const asOwner = (text: string, params: unknown[]) =>
    withClient(database.urls.superuser, (client) => client.query(text, params));

  it.each([
    ["a paused code", "UPDATE code SET state = $1 WHERE id = $2", "paused", "code", "INVALID_CODE"],
    ["a suspended store", "UPDATE store SET state = $1 WHERE id = $2", "suspended", "storeId", "RISK_REJECT"],
    [
      "a suspended merchant",
      "UPDATE merchant SET state = $1 WHERE id = $2",
      "suspended",
      "merchantId",
      "RISK_REJECT",
    ],
    [
      "a store not live at the wallet",
      "UPDATE wallet_registration SET state = $1 WHERE store_id = $2",
      "sent",
      "storeId",
      "MERCHANT_NOT_REGISTERED",
    ],
  ] as const)(
    "for %s stands for ever, also when the reason is gone",
    async (_what, change, state, field, code) => {
      const [other] = await plantShops(database.urls.superuser, 1);
      if (!other) throw new Error("no shop");
      await asOwner(change, [state, other[field]]);
      const message = pushMessage(other);
      const owner = { acquirerId: "NOREN", pspId: "ALIPAY_CN", codeValue: other.emv, customerId: "1" };
      expect((await send(keys, "payments/userInitiatedPay", owner, NOW)).result.resultCode).toBe(code);
      expect((await push(message)).result).toMatchObject({ resultStatus: "F", resultCode: code });
      await asOwner(change, [field === "storeId" && state === "sent" ? "approved" : "active", other[field]]);
      expect((await send(keys, "payments/userInitiatedPay", owner, NOW)).result.resultStatus).toBe("S");
      expect((await push(message)).result.resultCode).toBe(code);
      expect((await push(pushMessage(other))).result.resultStatus).toBe("S");
    },
  );

  it("meets a code that is nobody's", async () => {
    expect((await push(pushMessage(shop, { codeValue: "2222222222" }))).result.resultCode).toBe(
      "INVALID_CODE",
    );
  });
});

describe("payments that arrive together", () => {
  it("never get one number, even when chance gives the same one twice", async () => {
    const numbers = ["1", "1", "2", "3", "4"].map((last) => `${NOW}000000${last}`).values();
    const newDeps = () => ({
      ...ingestDepsAt(NOW),
      newPaymentNumber: () => numbers.next().value ?? "no number is left",
    });
    const answers = await Promise.all(
      [pushMessage(shop), pushMessage(shop)].map((json) => {
        const message = pushPaymentMessage.parse(json);
        const canonical = canonicalText(json);
        const contentHash = sha256Hex(canonical);
        const key = moneyKey(message.paymentId);
        return ingest({ kind: "push", key, contentHash, canonical, message, codeId: shop.code }, newDeps);
      }),
    );
    expect(answers.map((answer) => answer.acquirerPaymentId)).toEqual([`${NOW}0000001`, `${NOW}0000002`]);
  });
});

describe("inquiryPushPayment", () => {
  it("tells what was answered, and does not know what never came", async () => {
    const message = pushMessage(shop);
    const ask = () => send(keys, "payments/inquiryPushPayment", { paymentId: message.paymentId }, NOW);
    expect((await ask()).result.resultCode).toBe("ORDER_NOT_EXIST");
    const answer = await push(message);
    expect(await ask()).toMatchObject({
      result: { resultStatus: "S" },
      paymentResult: { resultStatus: "S" },
      acquirerPaymentId: answer.acquirerPaymentId,
    });
  });
});
