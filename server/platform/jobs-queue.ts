import pg from "pg";
import PgBoss from "pg-boss";
import { poolFor, type Sql, sqlOfClient } from "./db";
import { env } from "./env";
import { DEAD_LETTER_QUEUE, JOB_QUEUES, JOBS_SCHEMA, type JobQueue } from "./jobs-queues.data";
import { type JobSession, RUN_LOCK_CLASS } from "./jobs-session";
import { log } from "./log";

/** Work that pg-boss runs: when, and what one run does. */
export type QueuedJob = {
  readonly name: JobQueue;
  /** A timetable of five fields, in JST; without one the job runs only when it is asked for. */
  readonly cron: string | undefined;
  readonly run: () => Promise<void>;
};

/** Why a job was sent; it is kept with the job and shown with a dead letter. */
export type JobReason = "timetable" | "start" | "clock" | "event";

export type JobQueueRunner = {
  /** Sends a job; when one waits already, that one is it. @returns after it is durable */
  readonly ask: (job: JobQueue, reason: JobReason) => Promise<void>;
  /** Gives back what workers held that are gone. @returns how many */
  readonly takeOver: () => Promise<number>;
  readonly stop: () => Promise<void>;
};

const POLL_SECONDS = 2;
const CONNECTIONS = 3;
const STOP_WITHIN_MS = 25_000;
const RETRY_DATABASE_MS = 1_000;
/** A job that was just taken may not be locked yet. */
const GRACE_SECONDS = 5;
const LOST_CONNECTION = /^(08|57P0|53)|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN/;

/** Does pg-boss have a queue for this job? */
export function hasQueue(name: string): name is JobQueue {
  return JOB_QUEUES.some((queue) => queue === name);
}

/** Starts pg-boss as noren_jobs: it owns nothing and creates nothing, since `npm run migrate` made the queues. */
export async function startJobQueue(
  jobs: readonly QueuedJob[],
  session: JobSession,
): Promise<JobQueueRunner> {
  const state = { stopping: false };
  const pool = new pg.Pool({
    connectionString: env().databaseUrls.jobs,
    max: CONNECTIONS,
    connectionTimeoutMillis: 5_000,
    application_name: "noren-queue",
  });
  pool.on("error", () => undefined);
  const busy = underWay();
  const executeSql = patientSql(pool, () => state.stopping);
  const boss = new PgBoss({
    db: { executeSql: (text, values) => busy.note(executeSql(text, values)) },
    schema: JOBS_SCHEMA,
    migrate: false,
    cronMonitorIntervalSeconds: 15,
    cronWorkerIntervalSeconds: POLL_SECONDS,
    maintenanceIntervalSeconds: 60,
  });
  boss.on("error", (error) => log().warn({ err: error }, "pg-boss met an error and goes on"));
  await boss.start();
  await setTimetable(boss, jobs);
  const workers = new Map<string, string>();
  for (const job of jobs) {
    const during: JobSession["during"] = (id, work) => busy.note(session.during(id, work));
    workers.set(job.name, await serve(boss, { ...session, during }, job));
  }
  return {
    ask: async (job, reason) => {
      await boss.send(job, { job, reason });
      const worker = workers.get(job);
      if (worker) boss.notifyWorker(worker);
    },
    takeOver: () => giveBackOrphans(boss, sqlOfClient(poolFor("jobs"))),
    stop: async () => {
      state.stopping = true;
      await boss.stop({ graceful: true, wait: true, timeout: STOP_WITHIN_MS });
      await busy.end();
      await pool.end();
    },
  };
}

/** pg-boss leaves statements unawaited, and may take one more job while it stops: both are waited for. */
function underWay(): { note: <T>(work: Promise<T>) => Promise<T>; end: () => Promise<void> } {
  const open = new Set<Promise<unknown>>();
  return {
    note: (work) => {
      open.add(work);
      const forget = () => void open.delete(work);
      work.then(forget, forget);
      return work;
    },
    end: async () => {
      while (open.size > 0) {
        await Promise.allSettled(open);
        // What follows on the last of them begins before the next turn.
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

/** The schedules are those of the declared jobs: what is no longer declared is taken off. */
async function setTimetable(boss: PgBoss, jobs: readonly QueuedJob[]): Promise<void> {
  for (const job of jobs) {
    if (job.cron === undefined) continue;
    await boss.schedule(job.name, job.cron, { job: job.name, reason: "timetable" }, { tz: "Asia/Tokyo" });
  }
  const kept = new Set<string>(jobs.filter((job) => job.cron !== undefined).map((job) => job.name));
  for (const { name } of await boss.getSchedules()) if (!kept.has(name)) await boss.unschedule(name);
}

function serve(boss: PgBoss, session: JobSession, job: QueuedJob): Promise<string> {
  const options = { pollingIntervalSeconds: POLL_SECONDS, batchSize: 1, includeMetadata: true } as const;
  return boss.work(job.name, options, async (taken) => {
    for (const { id, retryCount, retryLimit } of taken) {
      try {
        await session.during(id, job.run);
      } catch (error) {
        const last = retryCount >= retryLimit;
        const told = { job: job.name, attempt: retryCount + 1, dead: last, err: error };
        log().error(told, last ? "a job failed for the last time" : "a job failed and is tried again");
        throw error;
      }
    }
  });
}

/**
 * Fails the jobs that are being worked on by nobody, so that they are tried again at once and not only after they
 * expire: whoever works on one holds a lock, which ends with its process.
 */
async function giveBackOrphans(boss: PgBoss, sql: Sql): Promise<number> {
  const orphans = await sql<{ id: string; name: string }>(
    `SELECT job.id, job.name FROM ${JOBS_SCHEMA}.job
     WHERE job.state = 'active' AND job.name = ANY($1::text[])
       AND job.started_on < now() - make_interval(secs => ${GRACE_SECONDS})
       AND NOT EXISTS (
         SELECT 1 FROM pg_locks AS held
         WHERE held.locktype = 'advisory' AND held.granted AND held.classid = $2::int::oid
           AND held.objid = (hashtext(job.id::text)::bigint & 4294967295)::oid
           AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database()))`,
    [[...JOB_QUEUES], RUN_LOCK_CLASS],
  );
  for (const { id, name } of orphans) {
    await boss.fail(name, id, { message: "the worker that had this job is gone" });
    log().warn({ job: name, jobId: id }, "a job of a worker that is gone is tried again");
  }
  return orphans.length;
}

/**
 * Statements of pg-boss wait while the database is away: it does not await all of them itself, and a failure would
 * end the process. Each is one transaction, and what was sent twice is kept apart by the policy of its queue.
 */
function patientSql(pool: pg.Pool, isStopping: () => boolean): PgBoss.Db["executeSql"] {
  return async (text, values) => {
    for (;;) {
      try {
        return await runOnce(pool, text, values);
      } catch (error) {
        if (!isLostConnection(error)) throw error;
        if (isStopping()) return { rows: text.includes("SELECT COUNT(*)") ? [{ count: "0" }] : [] };
        await new Promise((resolve) => setTimeout(resolve, RETRY_DATABASE_MS));
      }
    }
  };
}

/** A connection on which something failed is not used again: it may stand in the middle of a transaction. */
async function runOnce(pool: pg.Pool, text: string, values: unknown[]): Promise<pg.QueryResult> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    return await client.query(text, values);
  } catch (error) {
    failure = error instanceof Error ? error : new Error("a statement failed");
    throw error;
  } finally {
    client.release(failure);
  }
}

function isLostConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code: unknown = Reflect.get(error, "code");
  if (typeof code === "string" && LOST_CONNECTION.test(code)) return true;
  return /connection terminated|timeout exceeded when trying to connect/i.test(error.message);
}

export type DeadJob = {
  readonly id: string;
  readonly job: string | null;
  readonly reason: string | null;
  readonly message: string | null;
  readonly diedAt: Date;
};

/** Jobs whose attempts are used up, newest first. Runs as noren_jobs. */
export async function listDeadJobs(sql: Sql, limit = 100): Promise<DeadJob[]> {
  return sql<DeadJob>(
    `SELECT id, data->>'job' AS job, data->>'reason' AS reason,
            coalesce(output->>'message', output->'value'->>'message') AS message, created_on AS "diedAt"
     FROM ${JOBS_SCHEMA}.job WHERE name = $1 AND state < 'completed' ORDER BY created_on DESC, id LIMIT $2`,
    [DEAD_LETTER_QUEUE, limit],
  );
}

export type QueueStanding = {
  readonly queue: string;
  readonly waiting: number;
  readonly retrying: number;
  readonly active: number;
  readonly failed: number;
  readonly lastCompletedAt: Date | null;
};

/** How the queues stand, for the command line and the metrics. Runs as noren_jobs. */
export async function listQueueStandings(sql: Sql): Promise<QueueStanding[]> {
  return sql<QueueStanding>(
    `SELECT queue.name AS queue,
            (count(*) FILTER (WHERE job.state = 'created'))::int AS waiting,
            (count(*) FILTER (WHERE job.state = 'retry'))::int AS retrying,
            (count(*) FILTER (WHERE job.state = 'active'))::int AS active,
            (count(*) FILTER (WHERE job.state = 'failed'))::int AS failed,
            max(job.completed_on) FILTER (WHERE job.state = 'completed') AS "lastCompletedAt"
     FROM ${JOBS_SCHEMA}.queue LEFT JOIN ${JOBS_SCHEMA}.job ON job.name = queue.name
     WHERE queue.name = ANY($1::text[]) GROUP BY queue.name ORDER BY queue.name`,
    [[...JOB_QUEUES, DEAD_LETTER_QUEUE]],
  );
}

/** Sends every dead job once more and clears its letter. @returns how many there were */
export async function retryDeadJobs(sql: Sql): Promise<number> {
  const rows = await sql<{ job: string }>(
    `WITH dead AS (
       DELETE FROM ${JOBS_SCHEMA}.job WHERE name = $1 AND state < 'completed' RETURNING data
     )
     INSERT INTO ${JOBS_SCHEMA}.job (name, data, retry_limit, retry_delay, retry_backoff, expire_in, dead_letter, policy)
     SELECT queue.name, dead.data, queue.retry_limit, queue.retry_delay, queue.retry_backoff,
            make_interval(secs => queue.expire_seconds), queue.dead_letter, queue.policy
     FROM dead JOIN ${JOBS_SCHEMA}.queue ON queue.name = dead.data->>'job'
     ON CONFLICT DO NOTHING RETURNING name AS job`,
    [DEAD_LETTER_QUEUE],
  );
  return rows.length;
}
