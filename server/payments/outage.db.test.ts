import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FlakyWire, startFlakyWire, throughPort } from "@/bench/flaky-wire";
import { type Answer, makeNetworkKeys, plantShops, pushMessage, type Shop, send } from "@/bench/payment-bed";
import { checkLedger } from "@/server/ledger/check/queries";
import { poolFor, sqlOfClient, transactSql } from "@/server/platform/db";
import { provideEnv } from "@/server/platform/env";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";

const keys = makeNetworkKeys();
const NOW = Date.UTC(2026, 10, 22, 7);
let database: TestDatabase;
let wire: FlakyWire;
let shop: Shop;

beforeAll(async () => {
  const given = { ...keys.env, LOG_LEVEL: "fatal" };
  database = await testDatabase(given);
  const [planted] = await plantShops(database.urls.superuser, 1);
  if (!planted) throw new Error("no shop");
  shop = planted;
  wire = await startFlakyWire(Number(new URL(database.urls.noren_app).port));
  const DATABASE_URL = throughPort(database.urls.noren_app, wire.port);
  provideEnv({ ...given, NODE_ENV: "test", DATABASE_URL });
});
afterAll(async () => {
  await database.drop();
  await wire.close();
});

const push = (message: unknown) => send(keys, "payments/pushPayment", message, NOW);
const isSuccess = (answer: Answer | undefined) => answer?.result.resultStatus === "S";

async function expectEachOnce(messages: readonly Record<string, unknown>[]) {
  const [row] = await sqlOfClient(poolFor("ingest"))<{ payments: number; entries: number }>(
    `SELECT count(DISTINCT p.id)::int AS payments, count(e.id)::int AS entries
     FROM payment p LEFT JOIN ledger_entry e ON e.reference = p.id WHERE p.network_payment_id = ANY($1::text[])`,
    [messages.map(({ paymentId }) => String(paymentId))],
  );
  expect(row).toEqual({ payments: messages.length, entries: messages.length });
  expect((await transactSql("jobs", checkLedger)).ok).toBe(true);
}

describe("the database goes away under load (G26)", () => {
  it("every answer meanwhile is unknown, none is a false success, and payments go on without a restart", async () => {
    const messages = Array.from({ length: 60 }, () => pushMessage(shop));
    const first = messages.slice(0, 20).map(push);
    wire.takeAway();
    const during = await Promise.all([...first, ...messages.slice(20, 40).map(push)]);
    for (const { result } of during) expect(["S", "U"]).toContain(result.resultStatus);
    // Nothing reaches the database now, so nothing may be called a success.
    for (const { result } of during.slice(20)) expect(result.resultStatus).toBe("U");
    wire.mend();
    const after = await Promise.all(messages.map(push));
    expect(after.every(isSuccess)).toBe(true);
    for (const [at, answer] of during.entries()) if (isSuccess(answer)) expect(after[at]).toEqual(answer);
    await expectEachOnce(messages);
  });
});

describe("a COMMIT whose answer is lost (G6)", () => {
  it("is unknown to the network, and the same call again gets the answer of what was written", async () => {
    for (let round = 0; round < 5; round += 1) {
      const message = pushMessage(shop);
      wire.swallowCommit();
      const lost = await push(message);
      expect(lost.result.resultStatus).toBe("U");
      const again = await push(message);
      expect(isSuccess(again)).toBe(true);
      expect(await push(message)).toEqual(again);
      await expectEachOnce([message]);
    }
  });
});
