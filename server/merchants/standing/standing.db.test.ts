import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeNetworkKeys, plantShops, pushMessage, type Shop, send } from "@/bench/payment-bed";
import { mintScope } from "@/server/kernel/scope";
import { withClient } from "@/server/platform/database-roles";
import { transact } from "@/server/platform/db";
import { depsFor } from "@/server/platform/deps";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import {
  resumeMerchant,
  resumeStore,
  suspendMerchant,
  suspendStore,
  terminateMerchant,
  terminateStore,
} from "./commands";

const keys = makeNetworkKeys();
const NOW = Date.UTC(2026, 10, 22, 7);
const operator = mintScope({ kind: "operator", personId: "per_op", role: "risk" });
const deps = depsFor(operator, { kind: "person", id: "per_op" }, "req_test", NOW);
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase(keys.env);
});
afterAll(() => database.drop());

async function shop(): Promise<Shop> {
  const [made] = await plantShops(database.urls.superuser, 1);
  if (!made) throw new Error("no shop");
  return made;
}

async function answerAt(at: Shop): Promise<string> {
  const { result } = await send(keys, "payments/pushPayment", pushMessage(at), NOW);
  return result.resultCode;
}

const rowsOf = (text: string, id: string) =>
  withClient(database.urls.superuser, async (client) => (await client.query(text, [id])).rows);

describe("the standing of a merchant", () => {
  it("suspended takes no payment from that moment, resumed takes the next", async () => {
    const one = await shop();
    expect(await answerAt(one)).toBe("SUCCESS");
    await suspendMerchant(deps, { merchantId: one.merchantId, reason: "調査中" });
    expect(await answerAt(one)).toBe("RISK_REJECT");
    await resumeMerchant(deps, { merchantId: one.merchantId });
    expect(await answerAt(one)).toBe("SUCCESS");
  });

  it("ended is unknown at its codes for good, its stores end with it, and nothing brings it back", async () => {
    const one = await shop();
    await terminateMerchant(deps, { merchantId: one.merchantId, reason: "解約", balance: "pay_out" });
    expect(await answerAt(one)).toBe("INVALID_CODE");
    const [row] = await rowsOf(
      `SELECT merchant.state, merchant.final_balance, merchant.terminated_reason, store.state AS store_state
       FROM merchant JOIN store ON store.merchant_id = merchant.id WHERE merchant.id = $1`,
      one.merchantId,
    );
    expect(row).toEqual({
      state: "terminated",
      final_balance: "pay_out",
      terminated_reason: "解約",
      store_state: "terminated",
    });
    await expect(resumeMerchant(deps, { merchantId: one.merchantId })).rejects.toThrow("merchant_state");
    await expect(resumeStore(deps, { storeId: one.storeId })).rejects.toThrow("store_state");
  });

  it("of two people who end and suspend it at once one is refused or comes first, and the end stands", async () => {
    const one = await shop();
    await Promise.allSettled([
      terminateMerchant(deps, { merchantId: one.merchantId, reason: "解約", balance: "withhold" }),
      suspendMerchant(deps, { merchantId: one.merchantId, reason: "調査中" }),
      resumeMerchant(deps, { merchantId: one.merchantId }),
    ]);
    expect(await rowsOf("SELECT state FROM merchant WHERE id = $1", one.merchantId)).toEqual([
      { state: "terminated" },
    ]);
  });

  it("each move is one audit event and one event, in the transaction of the move", async () => {
    const one = await shop();
    await suspendMerchant(deps, { merchantId: one.merchantId, reason: "調査中" });
    await expect(suspendMerchant(deps, { merchantId: one.merchantId, reason: "again" })).rejects.toThrow(
      "merchant_state",
    );
    const audit = await rowsOf("SELECT action FROM audit_event WHERE subject_id = $1", one.merchantId);
    const events = await rowsOf("SELECT type FROM outbox_event WHERE subject_id = $1", one.merchantId);
    expect([audit, events]).toEqual([[{ action: "merchant.suspend" }], [{ type: "merchant.suspended" }]]);
  });
});

describe("the standing of one store", () => {
  it("suspended or closed it takes no payment, while the merchant's other store does", async () => {
    const [one, other] = [await shop(), await shop()];
    await withClient(database.urls.superuser, (client) =>
      client.query("UPDATE store SET merchant_id = $1, tenant_id = $1 WHERE id = $2", [
        one.merchantId,
        other.storeId,
      ]),
    );
    await suspendStore(deps, { storeId: one.storeId, reason: "改装" });
    expect([await answerAt(one), await answerAt(other)]).toEqual(["RISK_REJECT", "SUCCESS"]);
    await resumeStore(deps, { storeId: one.storeId });
    expect(await answerAt(one)).toBe("SUCCESS");
    await terminateStore(deps, { storeId: one.storeId, reason: "閉店" });
    expect([await answerAt(one), await answerAt(other)]).toEqual(["INVALID_CODE", "SUCCESS"]);
    await expect(suspendStore(deps, { storeId: one.storeId, reason: "x" })).rejects.toThrow("store_state");
  });

  it("cannot be changed by the merchant's own database role: not its state, and not where money goes (G17)", async () => {
    const one = await shop();
    const owner = mintScope({
      kind: "merchant",
      tenantId: one.merchantId,
      storeIds: "all",
      personId: "per_owner",
      role: "owner",
    });
    await suspendStore(deps, { storeId: one.storeId, reason: "改装" });
    await expect(
      transact(owner, (tx) => tx.store.update({ where: { id: one.storeId }, data: { state: "active" } })),
    ).rejects.toThrow(/denied/);
    await expect(
      transact(owner, (tx) =>
        tx.payoutGroup.update({ where: { id: one.payoutGroupId }, data: { bankAccountId: null } }),
      ),
    ).rejects.toThrow(/denied/);
  });

  it("one that is not there is answered as unknown", async () => {
    await expect(suspendStore(deps, { storeId: "sto_none", reason: "x" })).rejects.toThrow("not_found");
    await expect(
      terminateMerchant(deps, { merchantId: "mer_none", reason: "x", balance: "pay_out" }),
    ).rejects.toThrow("not_found");
  });
});
