import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { jobDeps } from "@/server/api/entry";
import { mintScope } from "@/server/kernel/scope";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import { depsFor } from "@/server/platform/deps";
import { isWorkerAlive, type RecurringJob, startJobs } from "@/server/platform/jobs";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { emitEvent, emitEventsSql, OUTBOX_CHANNEL, retryFailedEvents } from "./commands";
import type { Heard } from "./events";
import { deliverOutbox } from "./jobs";
import { listFailedEvents, readOutboxStanding } from "./queries";
import { backOffMs, type HeardEvent, MAX_ATTEMPTS } from "./rules";

let database: TestDatabase;
const NOW = Date.parse("2026-11-22T03:00:00.123Z");
const HOUR_MS = 3_600_000;
const sql = () => sqlOfClient(poolFor("jobs"));
const depsAt = (nowMs: number) => ({ ...jobDeps("outbox", "req_o"), now: nowMs });
const approved = (merchantId: string, availableAtMs?: number) =>
  ({
    type: "merchant.approved",
    tenantId: merchantId,
    subjectId: merchantId,
    payload: { merchantId },
    availableAtMs,
  }) as const;

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => sql()("DELETE FROM outbox_event"));
afterAll(() => database.drop());

describe("the outbox", () => {
  const merchant = mintScope({
    kind: "merchant",
    tenantId: "mer_a",
    storeIds: "all",
    personId: "per_a",
    role: "owner",
  });

  test("an event is heard after its change committed, once, with what it carried; a failed change says nothing", async () => {
    const deps = depsFor(merchant, { kind: "person", id: "per_a" }, "req_1", NOW);
    await deps.transact((tx) => emitEvent(tx, deps, approved("mer_a")));
    const failing = deps.transact(async (tx) => {
      await emitEvent(tx, deps, { ...approved("mer_a"), subjectId: "mer_gone" });
      throw new Error("refused");
    });
    await expect(failing).rejects.toThrow("refused");
    const heard: HeardEvent<"merchant.approved">[] = [];
    const domain: Heard = { "merchant.approved": async (_deps, event) => void heard.push(event) };
    expect(await deliverOutbox(depsAt(NOW), [domain, {}])).toBe(1);
    expect(await deliverOutbox(depsAt(NOW + HOUR_MS), [domain])).toBe(0);
    expect(heard).toMatchObject([
      {
        subjectId: "mer_a",
        tenantId: "mer_a",
        payload: { merchantId: "mer_a" },
        occurredAtMs: NOW,
        attempt: 1,
      },
    ]);
  });

  test("a merchant cannot speak for another tenant and cannot read the outbox", async () => {
    const deps = depsFor(merchant, { kind: "person", id: "per_a" }, "req_1");
    await expect(deps.transact((tx) => emitEvent(tx, deps, approved("mer_b")))).rejects.toThrow(/row-level/);
    await expect(deps.transact((tx) => tx.outboxEvent.count())).rejects.toThrow(/denied/);
  });

  test("an event that is kept back is not heard before its time", async () => {
    await emitEventsSql(sql(), depsAt(NOW), [approved("mer_a", NOW + HOUR_MS)]);
    expect(await deliverOutbox(depsAt(NOW + HOUR_MS - 1), [])).toBe(0);
    expect(await deliverOutbox(depsAt(NOW + HOUR_MS), [])).toBe(1);
  });

  test("of several workers each event is taken by one", async () => {
    const events = Array.from({ length: 350 }, (_, index) => approved(`mer_${index}`));
    await emitEventsSql(sql(), depsAt(NOW), events);
    const heard: string[] = [];
    const domain: Heard = { "merchant.approved": async (_deps, event) => void heard.push(event.subjectId) };
    const work = async () => {
      while ((await deliverOutbox(depsAt(NOW), [domain])) > 0);
    };
    await Promise.all([work(), work(), work(), work()]);
    expect(heard.sort()).toEqual(events.map((event) => event.subjectId).sort());
    expect(await readOutboxStanding(sql(), NOW)).toEqual({ waiting: 0, failed: 0, oldestDueMs: 0 });
  });

  test("a failure does not keep the others from hearing, is tried again later, and is kept when it never succeeds", async () => {
    await emitEventsSql(sql(), depsAt(NOW), [approved("mer_bad"), approved("mer_good")]);
    const heard: string[] = [];
    const failing: Heard = {
      "merchant.approved": async (_deps, event) => {
        if (event.subjectId === "mer_bad") throw new Error("no answer");
      },
    };
    const listening: Heard = {
      "merchant.approved": async (_deps, event) => void heard.push(event.subjectId),
    };
    let nowMs = NOW;
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      expect(await deliverOutbox(depsAt(nowMs), [failing, listening])).toBe(attempt === 1 ? 2 : 1);
      expect(await deliverOutbox(depsAt(nowMs + backOffMs(attempt) - 1), [failing, listening])).toBe(0);
      nowMs += backOffMs(attempt);
    }
    expect(heard.filter((subject) => subject === "mer_good")).toHaveLength(1);
    expect(heard.filter((subject) => subject === "mer_bad")).toHaveLength(MAX_ATTEMPTS);
    expect(await listFailedEvents(sql())).toMatchObject([
      { type: "merchant.approved", subjectId: "mer_bad", attempts: MAX_ATTEMPTS, lastError: "no answer" },
    ]);
    expect(await deliverOutbox(depsAt(nowMs + 90 * 24 * HOUR_MS), [listening])).toBe(0);
    expect(await retryFailedEvents(sql(), depsAt(nowMs))).toBe(1);
    expect(await deliverOutbox(depsAt(nowMs), [listening])).toBe(1);
    expect(await readOutboxStanding(sql(), nowMs)).toMatchObject({ waiting: 0, failed: 0 });
  });

  test("an event that a dying worker had taken is given to another after the lease", async () => {
    await emitEventsSql(sql(), depsAt(NOW), [approved("mer_a")]);
    await sql()("UPDATE outbox_event SET attempts = 1, available_at = to_timestamp($1::bigint / 1000.0)", [
      NOW + 300_000,
    ]);
    expect(await deliverOutbox(depsAt(NOW + 299_999), [])).toBe(0);
    expect(await deliverOutbox(depsAt(NOW + 300_000), [])).toBe(1);
  });

  test("an event of a type or shape that this version does not know waits", async () => {
    await emitEventsSql(sql(), depsAt(NOW), [approved("mer_a"), approved("mer_b")]);
    await sql()("UPDATE outbox_event SET type = 'future.thing' WHERE subject_id = 'mer_a'");
    await sql()(`UPDATE outbox_event SET payload = '{"merchantId": 5}' WHERE subject_id = 'mer_b'`);
    await deliverOutbox(depsAt(NOW), []);
    expect(await readOutboxStanding(sql(), NOW)).toMatchObject({ waiting: 2, failed: 0 });
  });
});

describe("recurring jobs", () => {
  /** Resolves when the job has begun its n-th round. */
  function counted(
    job: Omit<RecurringJob, "run">,
    rounds: number,
  ): { job: RecurringJob; reached: Promise<void>; count: () => number } {
    let count = 0;
    let reach: () => void = () => undefined;
    const reached = new Promise<void>((resolve) => {
      reach = resolve;
    });
    const run = async () => {
      count += 1;
      if (count >= rounds) reach();
    };
    return { job: { ...job, run }, reached, count: () => count };
  }

  test("a notice ends the pause, and a worker that stops is no longer alive", async () => {
    expect(await isWorkerAlive(sqlOfClient(poolFor("app")))).toBe(false);
    const { job, reached } = counted(
      { name: "t-outbox", everyMs: 3_600_000, parallel: true, wakesOn: OUTBOX_CHANNEL },
      3,
    );
    const running = await startJobs([job], (name) => jobDeps(name, "req_t"));
    expect(await isWorkerAlive(sqlOfClient(poolFor("app")))).toBe(true);
    await emitEventsSql(sql(), depsAt(NOW), [approved("mer_a")]);
    await reached;
    await running.stop();
    expect(await isWorkerAlive(sqlOfClient(poolFor("app")))).toBe(false);
  });

  test("of two workers one runs a job, and the other takes over when it stops", async () => {
    const first = counted({ name: "t-single", everyMs: 5 }, 3);
    const second = counted({ name: "t-single", everyMs: 5 }, 1);
    const one = await startJobs([first.job], (name) => jobDeps(name, "req_1"));
    await first.reached;
    const two = await startJobs([second.job], (name) => jobDeps(name, "req_2"));
    const other = counted({ name: "t-other", everyMs: 5 }, 5);
    const three = await startJobs([other.job], (name) => jobDeps(name, "req_3"));
    await other.reached;
    expect(second.count()).toBe(0);
    await one.stop();
    await second.reached;
    await Promise.all([two.stop(), three.stop()]);
  });

  test("a connection that the server ends is opened again and hears what came meanwhile", async () => {
    const channel = { everyMs: 3_600_000, parallel: true, wakesOn: OUTBOX_CHANNEL };
    // One round at the start, one because listening began, and the third because it began again.
    const second = counted({ name: "t-again", ...channel }, 2);
    const third = counted({ name: "t-third", ...channel }, 3);
    const running = await startJobs([second.job, third.job], (name) => jobDeps(name, "req_t"));
    await second.reached;
    await sql()(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'noren-worker'",
    );
    await third.reached;
    expect(await isWorkerAlive(sql())).toBe(true);
    await running.stop();
  });
});
