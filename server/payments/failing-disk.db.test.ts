import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it, type TestContext } from "vitest";
import { type Answer, makeNetworkKeys, plantShops, pushMessage, type Shop, send } from "@/bench/payment-bed";
import { checkLedger } from "@/server/ledger/check/queries";
import { withClient } from "@/server/platform/database-roles";
import { transactSql } from "@/server/platform/db";
import { startTemporaryCluster, type TemporaryCluster } from "@/server/platform/temporary-cluster";
import { ensureTemplate, templateName } from "@/server/platform/test-cluster";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";

const keys = makeNetworkKeys();
const NOW = Date.UTC(2026, 10, 22, 7);
const WAVE = 20;
const SLOW_MS = 200;
const TRACER = "strace";
// The server is made to crash, so it is nobody else's.
let own: TemporaryCluster | undefined;
let database: TestDatabase;
let shop: Shop;

/** Whether system calls of another process can be bent here: strace is installed and the kernel lets it trace. */
const mayTrace = (() => {
  try {
    execFileSync(TRACER, ["-o", "/dev/null", "true"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

function needsStrace(context: TestContext): void {
  if (!mayTrace) context.skip("needs strace and the right to trace: the disk's answers cannot be bent here");
}

beforeAll(async () => {
  if (!mayTrace) return;
  own = await startTemporaryCluster();
  const { cluster, passwords } = own;
  const { port, superuserUrl } = cluster;
  const server = { port, superuserUrl, passwords, template: templateName() };
  await ensureTemplate(server);
  database = await testDatabase({ ...keys.env, LOG_LEVEL: "silent" }, server);
  const [planted] = await plantShops(database.urls.superuser, 1);
  if (!planted) throw new Error("no shop");
  shop = planted;
});
afterAll(async () => {
  if (!own) return;
  await database.drop();
  await own.remove();
});

const push = (message: unknown) => send(keys, "payments/pushPayment", message, NOW);
const isSuccess = (answer: Answer | undefined) => answer?.result.resultStatus === "S";
const wave = () => Array.from({ length: WAVE }, () => pushMessage(shop));

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

/** Bends what the disk answers to the processes that write the log ahead: those of the hot path and the log's own. */
async function bendFsync(
  how: string,
): Promise<{ readonly tracer: ChildProcess; readonly seen: () => string }> {
  const pids = await withClient(database.urls.superuser, async (client) => {
    const found = await client.query<{ pid: number }>(
      "SELECT pid FROM pg_stat_activity WHERE application_name = 'noren-ingest' OR backend_type = 'walwriter'",
    );
    return found.rows.map(({ pid }) => pid);
  });
  const calls = "fsync,fdatasync";
  const on = pids.flatMap((pid) => ["-p", `${pid}`]);
  const tracer = spawn(TRACER, ["-f", "-e", `trace=${calls}`, "-e", `inject=${calls}:${how}`, ...on], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let text = "";
  await new Promise<void>((resolve, reject) => {
    tracer.once("exit", () => reject(new Error(`strace ended: ${text}`)));
    tracer.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      if (text.split(" attached").length > pids.length) resolve();
    });
  });
  return { tracer, seen: () => text };
}

async function endOf(tracer: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => tracer.once("exit", resolve));
  if (tracer.exitCode !== null || tracer.signalCode !== null) return;
  tracer.kill("SIGINT");
  await ended;
}

describe("the disk is slow or fails (G27)", () => {
  it("no success is told before a slow fsync has come back", async (context) => {
    needsStrace(context);
    expect((await Promise.all(wave().map(push))).every(isSuccess)).toBe(true);
    const { tracer, seen } = await bendFsync(`delay_enter=${SLOW_MS}000`);
    const messages = wave();
    const startMs = performance.now();
    const answers = await Promise.all(
      messages.map(async (message) => {
        const answer = await push(message);
        return { answer, tookMs: performance.now() - startMs };
      }),
    );
    await endOf(tracer);
    expect(seen()).toContain("(DELAYED)");
    expect(answers.every(({ answer }) => isSuccess(answer))).toBe(true);
    expect(Math.min(...answers.map(({ tookMs }) => tookMs))).toBeGreaterThan(SLOW_MS);
    expect(await countOf(messages)).toEqual({ payments: WAVE, entries: WAVE });
  });

  it("a failing fsync is no success: what was sent is unknown, and goes in once when it is sent again", async (context) => {
    needsStrace(context);
    const { tracer, seen } = await bendFsync("error=EIO");
    const messages = wave();
    const first = await Promise.all(messages.map(push));
    await endOf(tracer);
    expect(seen()).toContain("EIO");
    expect(new Set(first.map(({ result }) => result.resultStatus))).toEqual(new Set(["U"]));
    // The server ends itself rather than trust such a disk, and reads its log again.
    await expect.poll(async () => isSuccess(await push(messages[0])), { timeout: 30_000 }).toBe(true);
    const again = await Promise.all(messages.map(push));
    expect(again.every(isSuccess)).toBe(true);
    expect(await countOf(messages)).toEqual({ payments: WAVE, entries: WAVE });
    expect((await transactSql("jobs", checkLedger)).ok).toBe(true);
  });
});
