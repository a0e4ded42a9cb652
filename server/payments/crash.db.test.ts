import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, makeNetworkKeys, plantShops, pushMessage, type Shop, send } from "@/bench/payment-bed";
import { checkLedger } from "@/server/ledger/check/queries";
import { withClient } from "@/server/platform/database-roles";
import { transactSql } from "@/server/platform/db";
import { type Cluster, startCluster } from "@/server/platform/embedded-postgres";
import { startTemporaryCluster, type TemporaryCluster } from "@/server/platform/temporary-cluster";
import { ensureTemplate, templateName } from "@/server/platform/test-cluster";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";

const keys = makeNetworkKeys();
const NOW = Date.UTC(2026, 10, 22, 7);
const AT_ONCE = 200;
// The server is killed, so it is nobody else's.
let own: TemporaryCluster;
let running: Cluster;
let database: TestDatabase;
let shop: Shop;

beforeAll(async () => {
  own = await startTemporaryCluster();
  running = own.cluster;
  const { port, superuserUrl } = running;
  const server = { port, superuserUrl, passwords: own.passwords, template: templateName() };
  await ensureTemplate(server);
  database = await testDatabase({ ...keys.env, LOG_LEVEL: "silent" }, server);
  const [planted] = await plantShops(database.urls.superuser, 1);
  if (!planted) throw new Error("no shop");
  shop = planted;
});
afterAll(async () => {
  await database.drop();
  await own.remove();
});

const push = (message: unknown) => send(keys, "payments/pushPayment", message, NOW);
const isSuccess = (answer: Answer | undefined) => answer?.result.resultStatus === "S";

async function countOf(messages: readonly Record<string, unknown>[]): Promise<Record<string, number>> {
  return withClient(database.urls.superuser, async (client) => {
    const found = await client.query(
      `SELECT count(DISTINCT p.id)::int AS payments, count(e.id)::int AS entries
       FROM payment p LEFT JOIN ledger_entry e ON e.reference = p.id WHERE p.network_payment_id = ANY($1::text[])`,
      [messages.map(({ paymentId }) => String(paymentId))],
    );
    return found.rows[0];
  });
}

/** Starts the server on what the kill has left, at the port where the product looks for it. */
async function startAgain(): Promise<void> {
  const at = own.cluster.dataDir;
  running = await startCluster({ at, superuserPassword: own.passwords.superuser, temporary: true });
  expect(running.port).toBe(own.cluster.port);
}

describe("the database is killed under load (G6)", () => {
  it.each([70])(
    "every S is found once after kill -9 of PostgreSQL at %i answers, and the rest can be sent again",
    async (killAfter) => {
      const messages = Array.from({ length: AT_ONCE }, () => pushMessage(shop));
      const { pid } = running;
      let successes = 0;
      const first = await Promise.all(
        messages.map(async (message) => {
          const answer = await push(message);
          if (isSuccess(answer)) successes += 1;
          if (isSuccess(answer) && successes === killAfter) process.kill(pid, "SIGKILL");
          return answer;
        }),
      );
      expect(successes).toBeGreaterThanOrEqual(killAfter);
      for (const { result } of first) expect(["S", "U"]).toContain(result.resultStatus);
      await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
      await startAgain();
      const acknowledged = messages.filter((_, at) => isSuccess(first[at]));
      const times = (count: number) => ({ payments: count, entries: count });
      expect(await countOf(acknowledged)).toEqual(times(acknowledged.length));
      await expect.poll(async () => isSuccess(await push(messages[0])), { timeout: 30_000 }).toBe(true);
      const again = await Promise.all(messages.map(push));
      expect(again.every(isSuccess)).toBe(true);
      for (const [at, answer] of first.entries()) if (isSuccess(answer)) expect(again[at]).toEqual(answer);
      expect(await countOf(messages)).toEqual(times(AT_ONCE));
      expect((await transactSql("jobs", checkLedger)).ok).toBe(true);
    },
  );
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
