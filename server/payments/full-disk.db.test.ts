import { execFileSync } from "node:child_process";
import { chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, makeNetworkKeys, plantShops, pushMessage, type Shop, send } from "@/bench/payment-bed";
import { checkLedger } from "@/server/ledger/check/queries";
import { withClient } from "@/server/platform/database-roles";
import { closeDatabase, poolFor, sqlOfClient, transactSql } from "@/server/platform/db";
import { postgresUser } from "@/server/platform/postgres-binaries";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";

const keys = makeNetworkKeys();
const NOW = Date.UTC(2026, 10, 22, 7);
const MIB = 1_048_576;
const WAVE = 50;
const disk = mkdtempSync(join(tmpdir(), "noren-small-disk-"));
const space = `small_${process.pid}`;
let database: TestDatabase;
let shop: Shop;

/** Only root may mount; elsewhere the rest of this file still runs. */
const mayMount = process.getuid?.() === 0 && attempt("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk);

function attempt(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

beforeAll(async () => {
  database = await testDatabase({ ...keys.env, LOG_LEVEL: "fatal" });
  const [planted] = await plantShops(database.urls.superuser, 1);
  if (!planted) throw new Error("no shop");
  shop = planted;
});
afterAll(async () => {
  await database.drop();
  if (mayMount) {
    const server = new URL(database.urls.superuser);
    server.pathname = "/postgres";
    await withClient(server.toString(), (client) => client.query(`DROP TABLESPACE IF EXISTS ${space}`));
    attempt("umount", disk);
  }
  rmSync(disk, { recursive: true, force: true });
});

const push = (message: unknown) => send(keys, "payments/pushPayment", message, NOW);
const isSuccess = (answer: Answer | undefined) => answer?.result.resultStatus === "S";

async function countOf(messages: readonly Record<string, unknown>[]) {
  const [row] = await sqlOfClient(poolFor("ingest"))<{ payments: number; entries: number }>(
    `SELECT count(DISTINCT p.id)::int AS payments, count(e.id)::int AS entries
     FROM payment p LEFT JOIN ledger_entry e ON e.reference = p.id WHERE p.network_payment_id = ANY($1::text[])`,
    [messages.map(({ paymentId }) => String(paymentId))],
  );
  return row;
}

/** Moves the whole database to a disk with a mebibyte to spare, and a file on it that can be taken away. */
async function moveToSmallDisk(): Promise<void> {
  const user = postgresUser();
  if (user) chownSync(disk, user.uid, user.gid);
  await closeDatabase();
  await withClient(database.urls.superuser, async (client) => {
    await client.query(`CREATE TABLESPACE ${space} LOCATION '${disk}'`);
    for (const kind of ["TABLE", "INDEX"])
      await client.query(`ALTER ${kind} ALL IN TABLESPACE pg_default SET TABLESPACE ${space}`);
  });
  const usedKib = Number(/^\d+/.exec(execFileSync("du", ["-sk", disk]).toString()));
  writeFileSync(join(disk, "ballast"), Buffer.alloc(8 * MIB));
  attempt("mount", "-o", `remount,size=${usedKib + 9 * 1_024}k`, disk);
}

describe("the disk is full (G27)", () => {
  it.runIf(mayMount)(
    "what is acknowledged is there once, what is not is unknown, and all of it goes in when there is room again",
    async () => {
      await moveToSmallDisk();
      const messages: Record<string, unknown>[] = [];
      const answers: Answer[] = [];
      while (answers.every(isSuccess) && messages.length < 4_000) {
        const wave = Array.from({ length: WAVE }, () => pushMessage(shop));
        messages.push(...wave);
        answers.push(...(await Promise.all(wave.map(push))));
      }
      expect(new Set(answers.map(({ result }) => result.resultStatus))).toEqual(new Set(["S", "U"]));
      const acknowledged = messages.filter((_, at) => isSuccess(answers[at]));
      const unknown = messages.filter((_, at) => !isSuccess(answers[at]));
      const times = (count: number) => ({ payments: count, entries: count });
      expect(await countOf(acknowledged)).toEqual(times(acknowledged.length));
      expect(await countOf(unknown)).toEqual(times(0));
      rmSync(join(disk, "ballast"));
      const again = await Promise.all(messages.map(push));
      expect(again.every(isSuccess)).toBe(true);
      for (const [at, answer] of answers.entries()) if (isSuccess(answer)) expect(again[at]).toEqual(answer);
      expect(await countOf(messages)).toEqual(times(messages.length));
      expect((await transactSql("jobs", checkLedger)).ok).toBe(true);
    },
  );
});

describe("the disk is slow (G27)", () => {
  it("no success is told before its commit, which waits a tenth of a second for the disk", async () => {
    await closeDatabase();
    await withClient(database.urls.superuser, async (client) => {
      for (const setting of ["commit_delay = 100000", "commit_siblings = 0"])
        await client.query(`ALTER ROLE noren_ingest IN DATABASE ${database.name} SET ${setting}`);
    });
    // Another connection sees only what is committed: whatever was called a success has to be there at that moment.
    const messages = Array.from({ length: 40 }, () => pushMessage(shop));
    const counts = await Promise.all(
      messages.map(async (message) => {
        const answer = await push(message);
        return withClient(database.urls.superuser, async (client) => {
          const found = await client.query("SELECT 1 FROM payment WHERE network_payment_id = $1", [
            message.paymentId,
          ]);
          return isSuccess(answer) ? found.rowCount : "unknown";
        });
      }),
    );
    expect(new Set(counts)).toEqual(new Set([1]));
  });
});
