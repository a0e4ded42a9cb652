import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeNetworkKeys, ownerDepsAt, plantShops, pushMessage, type Shop, send } from "@/bench/payment-bed";
import { answerIntegration } from "@/server/api/integration";
import { withClient } from "@/server/platform/database-roles";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { createKey, revokeKey, rotateKey } from "../keys/commands";
import { API_SCOPE_NAMES, type ApiScope } from "../keys/rules";
import { KEY_LIMIT } from "./rules";
import { apiPayment, paymentPage } from "./schema";

const keys = makeNetworkKeys();
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

async function pay(at: Shop = shop): Promise<string> {
  const answer = await send(keys, "payments/pushPayment", pushMessage(at), NOW);
  return `pay_${answer.acquirerPaymentId}`;
}

function newKey(scopes: readonly ApiScope[] = API_SCOPE_NAMES) {
  return createKey(ownerDepsAt(shop, NOW), { name: "till", scopes: [...scopes] });
}

function ask(path: string, key: string | null, query: Record<string, string> = {}) {
  return answerIntegration({
    path,
    query,
    authorization: key === null ? null : `Bearer ${key}`,
    clientAddress: "192.0.2.1",
    requestId: "test-request",
  });
}

describe("a merchant's own system", () => {
  it("pages through its payments with nothing lost or repeated, in the shape that is described", async () => {
    const ids: string[] = [];
    for (let i = 0; i < 5; i += 1) ids.push(await pay());
    await pay(other);
    const { text } = await newKey();
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const answer = await ask("/payments", text, { limit: "2", ...(cursor && { cursor }) });
      expect(answer.status).toBe(200);
      const page = paymentPage.parse(answer.body);
      seen.push(...page.data.map((payment) => payment.id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(ids.sort().reverse());
    const one = apiPayment.parse((await ask(`/payments/${seen[0]}`, text)).body);
    expect(one).toMatchObject({
      amount: { currency: "JPY", value: "1280" },
      payerAmount: { currency: "CNY", value: "6123" },
      state: "succeeded",
    });
    expect((await ask("/refunds", text)).body).toEqual({ data: [], nextCursor: null });
    expect((await ask("/payouts", text)).body).toEqual({ data: [], nextCursor: null });
  });

  it("does not see another merchant's payment, as if it did not exist (G16)", async () => {
    const foreign = await pay(other);
    const { text } = await newKey();
    const refused = await ask(`/payments/${foreign}`, text);
    const unknown = await ask("/payments/pay_00000000000000000000", text);
    expect(refused.status).toBe(404);
    expect(refused.body).toEqual(unknown.body);
  });

  it("may do no more than its key was given", async () => {
    const { text } = await newKey(["payouts:read"]);
    expect((await ask("/payouts", text)).status).toBe(200);
    expect(await ask("/payments", text)).toMatchObject({ status: 403, body: { code: "not_permitted" } });
  });

  it("is told what is wrong with its question, and never meets a fault of ours", async () => {
    const { text } = await newKey();
    const wrong: [string, Record<string, string>, number][] = [
      ["/payments", { limit: "0" }, 400],
      ["/payments", { cursor: "x" }, 400],
      ["/payments", { day: "2026-02-30" }, 400],
      ["/payments", { state: "rich" }, 400],
      ["/refunds/../payments", {}, 404],
      ["/nothing", {}, 404],
      ["/", {}, 404],
      ["/payouts/pyo_'; DROP TABLE payout", {}, 404],
    ];
    for (const [path, query, status] of wrong) {
      const answer = await ask(path, text, query);
      expect([path, answer.status]).toEqual([path, status]);
      expect(answer.body).toMatchObject({ status, requestId: "test-request" });
    }
  });
});

describe("an API key", () => {
  it("is refused when it is missing, made up, or ended, with the same words", async () => {
    const { keyId, text } = await newKey();
    await revokeKey(ownerDepsAt(shop, NOW), { keyId });
    const answers = await Promise.all(
      [null, "nonsense", `noren_test_${"0".repeat(40)}`, text].map((key) => ask("/payments", key)),
    );
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 401, body: { code: "api_key_wrong" } });
    }
  });

  it("is rotated without a gap: the old one goes on for a day beside the new one", async () => {
    const old = await newKey();
    const next = await rotateKey(ownerDepsAt(shop, NOW), { keyId: old.keyId });
    expect(next.text).not.toBe(old.text);
    for (const { text } of [old, next]) expect((await ask("/payments", text)).status).toBe(200);
    await withClient(database.urls.superuser, (client) =>
      client.query("UPDATE api_key SET ends_at = now() - interval '1 second' WHERE id = $1", [old.keyId]),
    );
    expect((await ask("/payments", old.text)).status).toBe(401);
    expect((await ask("/payments", next.text)).status).toBe(200);
    await expect(rotateKey(ownerDepsAt(shop, NOW), { keyId: old.keyId })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("is ended and rotated by nobody of another merchant (G16)", async () => {
    const { keyId, text } = await newKey();
    const stranger = ownerDepsAt(other, NOW);
    await expect(revokeKey(stranger, { keyId })).rejects.toMatchObject({ code: "not_found" });
    await expect(rotateKey(stranger, { keyId })).rejects.toMatchObject({ code: "not_found" });
    expect((await ask("/payments", text)).status).toBe(200);
  });

  it("is nowhere in the database, only its hash (G23)", async () => {
    const { text } = await newKey();
    const rows = await withClient(database.urls.superuser, async (client) => {
      const found = await client.query("SELECT row_to_json(k)::text AS row FROM api_key k");
      return JSON.stringify(found.rows);
    });
    expect(rows).not.toContain(text);
    expect(rows).not.toContain(text.slice(-20));
  });

  it("is slowed down beyond its calls a minute, and told for how long", async () => {
    const { text } = await newKey();
    const answers: Awaited<ReturnType<typeof ask>>[] = [];
    const calls = Array.from({ length: KEY_LIMIT.points + 1 }).values();
    // Side by side, but no more than there are connections, so that none is refused for waiting.
    const lane = async () => {
      for (const _call of calls) answers.push(await ask("/nothing", text));
    };
    await Promise.all(Array.from({ length: 12 }, lane));
    const slowed = answers.filter((answer) => answer.status === 429);
    expect(slowed).toHaveLength(1);
    expect(Number(slowed[0]?.headers["retry-after"])).toBeGreaterThan(0);
  });
});
