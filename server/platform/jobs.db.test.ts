import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { mintScope } from "@/server/kernel/scope";
import { advanceClock } from "./clock";
import { withClient } from "./database-roles";
import { poolFor, sqlOfClient } from "./db";
import { depsFor } from "./deps";
import { type AskForJob, cronOf, type RecurringJob, type RunningJobs, startJobs } from "./jobs";
import { listDeadJobs, listQueueStandings, retryDeadJobs } from "./jobs-queue";
import type { JobQueue } from "./jobs-queues.data";
import { type TestDatabase, testDatabase } from "./test-database";

const ROOT = join(import.meta.dirname, "../..");
const PATIENCE = { timeout: 25_000, interval: 50 };
const DAY_MS = 86_400_000;
const folder = mkdtempSync(join(tmpdir(), "noren-jobs-"));
const sql = () => sqlOfClient(poolFor("jobs"));
const scope = mintScope({ kind: "system", name: "jobs" });
const depsOf = (job: string) => depsFor(scope, { kind: "system", id: job }, "req_t");
const running: RunningJobs[] = [];
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase({ SANDBOX: "1", CLOCK_FILE: join(folder, "clock.json") });
});
beforeEach(() => asOwner("DELETE FROM pgboss.job"));
afterEach(async () => {
  await Promise.all(running.splice(0).map((worker) => worker.stop()));
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

function asOwner(text: string): Promise<unknown> {
  return withClient(database.urls.noren_owner, (client) => client.query(text));
}

/** A worker of one job; @returns the way to ask for it. */
async function worker(name: JobQueue, run: RecurringJob["run"], everyMs = 3_600_000): Promise<AskForJob> {
  let ask: AskForJob = async () => undefined;
  const jobs = await startJobs((given) => {
    ask = given;
    return [{ name, everyMs, run }];
  }, depsOf);
  running.push(jobs);
  return ask;
}

async function standingOf(queue: JobQueue) {
  return (await listQueueStandings(sql())).find((one) => one.queue === queue);
}

async function untilIdle(queue: JobQueue): Promise<void> {
  await vi.waitFor(async () => {
    expect(await standingOf(queue)).toMatchObject({ waiting: 0, retrying: 0, active: 0 });
  }, PATIENCE);
}

describe("jobs that pg-boss runs", () => {
  test("a job that is asked for runs once, though two workers serve its queue", async () => {
    const ran: string[] = [];
    const ask = await worker("settlement", async () => void ran.push("one"));
    await worker("settlement", async () => void ran.push("two"));
    await untilIdle("settlement");
    const before = ran.length;
    await ask("settlement");
    await untilIdle("settlement");
    expect(ran.length).toBe(before + 1);
  });

  test("a job that waits already is not sent twice", async () => {
    let begin: () => void = () => undefined;
    let finish: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let rounds = 0;
    const ask = await worker("settlement", async () => {
      rounds += 1;
      begin();
      await finished;
    });
    await begun;
    await Promise.all([ask("settlement"), ask("settlement"), ask("settlement")]);
    expect(await standingOf("settlement")).toMatchObject({ waiting: 1, active: 1 });
    finish();
    await untilIdle("settlement");
    expect(rounds).toBe(2);
  });

  test("the job of a worker that was killed is taken over within seconds", async () => {
    const script = `
      import { mintScope } from "@/server/kernel/scope";
      import { depsFor } from "@/server/platform/deps";
      import { startJobs } from "@/server/platform/jobs";
      const scope = mintScope({ kind: "system", name: "jobs" });
      const run = () => { process.stdout.write("begun"); return new Promise(() => undefined); };
      startJobs([{ name: "settlement", everyMs: 3600000, run }], (job) => depsFor(scope, { kind: "system", id: job }, "r"));`;
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
      cwd: ROOT,
      env: { ...process.env, NODE_ENV: "test", DATABASE_URL: database.urls.noren_app },
      stdio: ["ignore", "pipe", "inherit"],
    });
    await new Promise((resolve) => child.stdout.once("data", resolve));
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
    expect(await standingOf("settlement")).toMatchObject({ active: 1 });
    const [held] = await sql()<{ id: string }>(
      "SELECT id FROM pgboss.job WHERE name = 'settlement' AND state = 'active'",
    );
    await worker("settlement", async () => undefined);
    await vi.waitFor(async () => {
      const [job] = await sql()<{ state: string; retries: number }>(
        "SELECT state::text, retry_count AS retries FROM pgboss.job WHERE id = $1",
        [held?.id],
      );
      expect(job).toEqual({ state: "completed", retries: 1 });
    }, PATIENCE);
  });

  test("a job that fails is tried again with pauses, ends as a dead letter and can be sent once more", async () => {
    await asOwner(
      "UPDATE pgboss.queue SET retry_limit = 1, retry_delay = 1 WHERE name = 'ledger-checkpoint'",
    );
    let isBroken = true;
    let attempts = 0;
    const ask = await worker("ledger-checkpoint", async () => {
      attempts += 1;
      if (isBroken) throw new Error("the books are closed");
    });
    await ask("ledger-checkpoint");
    await vi.waitFor(async () => expect(await listDeadJobs(sql())).not.toEqual([]), PATIENCE);
    expect((await listDeadJobs(sql()))[0]).toMatchObject({
      job: "ledger-checkpoint",
      message: "the books are closed",
    });
    expect(attempts).toBeGreaterThanOrEqual(2);
    await untilIdle("ledger-checkpoint");
    isBroken = false;
    expect(await retryDeadJobs(sql())).toBeGreaterThanOrEqual(1);
    expect(await listDeadJobs(sql())).toEqual([]);
    await untilIdle("ledger-checkpoint");
    expect((await standingOf("ledger-checkpoint"))?.lastCompletedAt).toBeInstanceOf(Date);
  });

  test("a jump of the business clock runs the jobs of the timetable at once", async () => {
    let seenMs = 0;
    await worker("sign-in-sweep", async (deps) => {
      seenMs = deps.now;
    });
    await untilIdle("sign-in-sweep");
    const beforeMs = seenMs;
    advanceClock(90 * DAY_MS);
    await vi.waitFor(() => expect(seenMs - beforeMs).toBeGreaterThanOrEqual(90 * DAY_MS), PATIENCE);
  });

  test("the timetable is that of the declared jobs and nothing else", async () => {
    await worker("partitions", async () => undefined, 60_000);
    const rows = await sql()("SELECT name, cron, timezone FROM pgboss.schedule");
    expect(rows).toEqual([{ name: "partitions", cron: "* * * * *", timezone: "Asia/Tokyo" }]);
  });
});

test.each([
  [1_000, undefined],
  [60_000, "* * * * *"],
  [300_000, "*/5 * * * *"],
  [3_600_000, "7 * * * *"],
  [6 * 3_600_000, "7 */6 * * *"],
  [DAY_MS, "7 5 * * *"],
])("a period of %i ms is the timetable %s", (everyMs, cron) => {
  expect(cronOf(everyMs)).toBe(cron);
});
