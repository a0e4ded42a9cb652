import pg from "pg";
import type { SystemScope } from "@/server/kernel/scope";
import type { Sql } from "./db";
import type { Deps } from "./deps";
import { env } from "./env";
import { log } from "./log";

/** Work that comes round again and again in the worker. */
export type RecurringJob = {
  /** Names the lock and the log lines; one word per job, such as `audit-seal`. */
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

// Two numbers name an advisory lock: the class, and within it the worker's life or the hash of a job's name.
const WORKER_CLASS = 7_720;
const JOB_CLASS = 7_721;
const RECONNECT_MS = 1_000;

/** Whether a worker is alive, which it says by a lock that PostgreSQL lets go of when its connection ends. */
export async function isWorkerAlive(sql: Sql): Promise<boolean> {
  const rows = await sql(
    `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = $1::int::oid AND objid = 1
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) LIMIT 1`,
    [WORKER_CLASS],
  );
  return rows.length > 0;
}

export type RunningJobs = {
  /** Begins no new round, waits for those under way, and lets go of the locks. */
  readonly stop: () => Promise<void>;
};

/** Starts the rounds of every job. `depsOf` mints what a job acts with, anew for every round. */
export async function startJobs(
  jobs: readonly RecurringJob[],
  depsOf: (job: string) => Deps<SystemScope>,
): Promise<RunningJobs> {
  const sleepers = new Map<string, Sleeper>(jobs.map((job) => [job.name, sleeper()]));
  const session = await openSession(jobs, (channel) => {
    for (const job of jobs) if (job.wakesOn === channel) sleepers.get(job.name)?.wake();
  });
  const state = { stopped: false };
  const loops = jobs.map(async (job) => {
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
      await Promise.all(loops);
      await session.close();
    },
  };
}

/** One round under the job's lock. A failure is logged and the next round tries again. */
async function runRound(
  job: RecurringJob,
  session: Session,
  depsOf: (job: string) => Deps<SystemScope>,
): Promise<boolean> {
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

type Session = {
  /** Whether this worker runs the job: it keeps a lock once it has it. */
  readonly hold: (job: string) => Promise<boolean>;
  readonly close: () => Promise<void>;
};

/**
 * The one connection outside of the pools: it holds the worker's locks and hears notices. When it breaks, locks are
 * gone and another worker may take over; it is opened again until it holds.
 */
async function openSession(
  jobs: readonly RecurringJob[],
  heard: (channel: string) => void,
): Promise<Session> {
  const channels = [...new Set(jobs.flatMap((job) => job.wakesOn ?? []))];
  const held = new Set<string>();
  let client: pg.Client | undefined;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  const lose = () => {
    client = undefined;
    held.clear();
    if (!closed) timer = setTimeout(() => void connect().catch(lose), RECONNECT_MS);
  };
  const connect = async () => {
    const next = new pg.Client({
      connectionString: env().databaseUrls.jobs,
      application_name: "noren-worker",
    });
    let lost = false;
    const loseOnce = () => {
      if (!lost && client === next) lose();
      lost = true;
    };
    next.on("error", loseOnce);
    next.on("end", loseOnce);
    next.on("notification", (notice) => heard(notice.channel));
    await next.connect();
    await next.query("SELECT pg_advisory_lock_shared($1, 1)", [WORKER_CLASS]);
    for (const channel of channels) await next.query(`LISTEN ${next.escapeIdentifier(channel)}`);
    client = next;
    // What was notified while nobody listened is looked for at once.
    for (const channel of channels) heard(channel);
  };
  await connect();

  return {
    hold: async (job) => {
      if (held.has(job)) return true;
      const found = await client?.query<{ taken: boolean }>(
        "SELECT pg_try_advisory_lock($1, hashtext($2)) AS taken",
        [JOB_CLASS, job],
      );
      const taken = found?.rows[0]?.taken === true;
      if (taken) held.add(job);
      return taken;
    },
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}
