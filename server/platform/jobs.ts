import type { SystemScope } from "@/server/kernel/scope";
import { systemClock, wallNow } from "./clock";
import type { Sql } from "./db";
import type { Deps } from "./deps";
import { hasQueue, type JobQueueRunner, type QueuedJob, startJobQueue } from "./jobs-queue";
import type { JobQueue } from "./jobs-queues.data";
import { type JobSession, openJobSession, WORKER_LOCK } from "./jobs-session";
import { log } from "./log";

/**
 * Work that comes round again and again in the worker. One with a period of a minute or more and a queue of its name
 * is run by pg-boss on a timetable; the others are loops of the worker.
 */
export type RecurringJob = {
  /** Names the lock, the queue and the log lines; one word per job, such as `audit-seal`. */
  readonly name: string;
  /** Pause between two rounds, in milliseconds of the wall clock. */
  readonly everyMs: number;
  /** One round. Returning a number greater than zero asks for the next round at once. It must be repeatable. */
  readonly run: (deps: Deps<SystemScope>) => Promise<unknown>;
  /** Several workers may run it side by side; else one of them does and the others wait. */
  readonly parallel?: boolean;
  /** A channel of NOTIFY that ends the pause. */
  readonly wakesOn?: string;
};

type DepsOf = (job: string) => Deps<SystemScope>;

/** Sends a job to its queue: what the outbox does with an event that asks for background work. */
export type AskForJob = (job: JobQueue) => Promise<void>;

export const MINUTE_MS = 60_000;
const CLOCK_LOOK_MS = 1_000;
/** Two readings of the same clocks differ by less than this; a jump is more. */
const CLOCK_JUMP_MS = 1_000;
const TAKE_OVER_MS = 2_000;

/** Whether a worker is alive, which it says by a lock that PostgreSQL lets go of when its connection ends. */
export async function isWorkerAlive(sql: Sql): Promise<boolean> {
  const rows = await sql(
    `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = $1::int::oid AND objid = $2::int::oid
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) LIMIT 1`,
    [WORKER_LOCK.classId, WORKER_LOCK.objectId],
  );
  return rows.length > 0;
}

/** The timetable of a job, in pg-boss's five fields; none for one that comes round within the minute. */
export function cronOf(everyMs: number): string | undefined {
  const minutes = Math.round(everyMs / MINUTE_MS);
  if (everyMs < MINUTE_MS) return undefined;
  if (minutes < 60) return minutes === 1 ? "* * * * *" : `*/${minutes} * * * *`;
  const hours = Math.round(minutes / 60);
  // Not on the hour, when everybody else's work begins too.
  return hours < 24 ? `7 ${hours === 1 ? "*" : `*/${hours}`} * * *` : "7 5 * * *";
}

export type RunningJobs = {
  /** Begins no new round, waits for those under way, and lets go of the locks. */
  readonly stop: () => Promise<void>;
};

/**
 * Starts every job: those with a queue under pg-boss, the others as loops.
 * @param declare the jobs; it is given the way to send one, for the job that reads the outbox
 * @param depsOf mints what a job acts with, anew for every round
 */
export async function startJobs(
  declare: readonly RecurringJob[] | ((ask: AskForJob) => readonly RecurringJob[]),
  depsOf: DepsOf,
): Promise<RunningJobs> {
  let queue: JobQueueRunner | undefined;
  const ask: AskForJob = async (job) => queue?.ask(job, "event");
  const jobs = typeof declare === "function" ? declare(ask) : declare;
  const loops = jobs.flatMap((job) => loopJob(job) ?? []);
  const queued = jobs.flatMap((job) => queuedJob(job, depsOf) ?? []);
  const sleepers = new Map<string, Sleeper>(loops.map((job) => [job.name, sleeper()]));
  const wake = (which: (job: RecurringJob) => boolean) => {
    for (const job of loops) if (which(job)) sleepers.get(job.name)?.wake();
  };
  const session = await openJobSession([...new Set(loops.flatMap((job) => job.wakesOn ?? []))], (channel) =>
    wake((job) => job.wakesOn === channel),
  );
  queue = queued.length > 0 ? await startJobQueue(queued, session) : undefined;
  await askForAll(queue, queued, "start");
  const watched = watchClock(async () => {
    wake(() => true);
    await askForAll(queue, queued, "clock");
  });
  const own = queue ? [watched, takeOverLoop(queue)] : [watched];
  for (const job of own) sleepers.set(job.name, sleeper());
  const state = { stopped: false };
  const running = [...loops, ...own].map(async (job) => {
    const sleep = sleepers.get(job.name) ?? sleeper();
    while (!state.stopped) {
      const more = await runRound(job, session, depsOf);
      if (!more && !state.stopped) await sleep.pause(job.everyMs);
    }
  });
  return {
    stop: async () => {
      state.stopped = true;
      for (const sleep of sleepers.values()) sleep.wake();
      await Promise.all([...running, queue?.stop()]);
      await session.close();
    },
  };
}

/**
 * A job as a loop of this worker. With a queue, the loop is only the sweep of what is due again within seconds: an
 * event's own work comes through the queue, so the loop does not wake for it.
 */
function loopJob(job: RecurringJob): RecurringJob | undefined {
  if (!hasQueue(job.name)) return job;
  if (job.everyMs >= MINUTE_MS) return undefined;
  const { wakesOn: _heardByTheQueue, ...sweep } = job;
  return sweep;
}

/** A job as pg-boss runs it: all rounds that there are to do, under one entry of the queue. */
function queuedJob(job: RecurringJob, depsOf: DepsOf): QueuedJob | undefined {
  if (!hasQueue(job.name)) {
    if (job.everyMs >= MINUTE_MS) log().warn({ job: job.name }, "a job has no queue and runs as a loop");
    return undefined;
  }
  const run = async () => {
    for (;;) {
      const done = await job.run(depsOf(job.name));
      if (typeof done !== "number" || done <= 0) return;
    }
  };
  return { name: job.name, cron: cronOf(job.everyMs), run };
}

async function askForAll(
  queue: JobQueueRunner | undefined,
  jobs: readonly QueuedJob[],
  reason: "start" | "clock",
): Promise<void> {
  for (const job of jobs) if (job.cron !== undefined) await queue?.ask(job.name, reason);
}

/** The business clock is moved by hand in the sandbox: what that makes due is done now, not at the next minute. */
function watchClock(jumped: () => Promise<void>): RecurringJob {
  const aheadMs = () => systemClock().now() - wallNow();
  let knownMs = aheadMs();
  const run = async () => {
    const nowMs = aheadMs();
    const isJump = Math.abs(nowMs - knownMs) > CLOCK_JUMP_MS;
    if (isJump) await jumped();
    knownMs = isJump ? nowMs : knownMs;
  };
  return { name: "clock-watch", everyMs: CLOCK_LOOK_MS, parallel: true, run };
}

function takeOverLoop(queue: JobQueueRunner): RecurringJob {
  return { name: "take-over", everyMs: TAKE_OVER_MS, run: () => queue.takeOver() };
}

/** One round under the job's lock. A failure is logged and the next round tries again. */
async function runRound(job: RecurringJob, session: JobSession, depsOf: DepsOf): Promise<boolean> {
  try {
    if (!job.parallel && !(await session.hold(job.name))) return false;
    const done = await job.run(depsOf(job.name));
    return typeof done === "number" && done > 0;
  } catch (error) {
    log().error({ job: job.name, err: error }, "a round of a job failed and is tried again");
    return false;
  }
}

type Sleeper = { readonly pause: (ms: number) => Promise<void>; readonly wake: () => void };

/** A pause that can be ended early; a wake that comes between two pauses is not lost. */
function sleeper(): Sleeper {
  let woken = false;
  let end: (() => void) | undefined;
  return {
    wake: () => {
      woken = true;
      end?.();
    },
    pause: async (ms) => {
      if (!woken) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          end = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      end = undefined;
      woken = false;
    },
  };
}
