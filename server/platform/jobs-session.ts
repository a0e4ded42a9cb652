import pg from "pg";
import { env } from "./env";

// Two numbers name an advisory lock: the class, and within it the worker's life or the hash of what is done.
const WORKER_CLASS = 7_720;
const JOB_CLASS = 7_721;
const RUN_CLASS = 7_722;
const RECONNECT_MS = 1_000;

/** A worker is alive while somebody holds this lock. */
export const WORKER_LOCK = { classId: WORKER_CLASS, objectId: 1 } as const;
/** The class of the locks that say that a job of the queue is being worked on. */
export const RUN_LOCK_CLASS = RUN_CLASS;

export type JobSession = {
  /** Whether this worker runs the job: it keeps a lock once it has it. */
  readonly hold: (job: string) => Promise<boolean>;
  /** Does the work under a lock of the run's id, which is gone when this process is. */
  readonly during: <T>(runId: string, work: () => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
};

/** What the locks of a connection are for; they are taken again when it is opened again, but for those of loops. */
type Locks = { readonly held: Set<string>; readonly runs: Set<string> };
type Connection = { readonly client: () => pg.Client | undefined; readonly close: () => Promise<void> };

/**
 * The one connection outside of the pools: it holds the worker's locks and hears notices. When it breaks, locks are
 * gone and another worker may take over; it is opened again until it holds.
 */
export async function openJobSession(
  channels: readonly string[],
  heard: (channel: string) => void,
): Promise<JobSession> {
  const locks: Locks = { held: new Set(), runs: new Set() };
  const connection = await keepConnection(channels, heard, locks);
  return {
    hold: async (job) => {
      if (locks.held.has(job)) return true;
      const found = await connection
        .client()
        ?.query<{ taken: boolean }>("SELECT pg_try_advisory_lock($1, hashtext($2)) AS taken", [
          JOB_CLASS,
          job,
        ]);
      const taken = found?.rows[0]?.taken === true;
      if (taken) locks.held.add(job);
      return taken;
    },
    during: async (runId, work) => {
      locks.runs.add(runId);
      try {
        const client = connection.client();
        if (client) await lockRun(client, runId).catch(lostAnyway);
        return await work();
      } finally {
        locks.runs.delete(runId);
        await connection
          .client()
          ?.query("SELECT pg_advisory_unlock_shared($1, hashtext($2))", [RUN_CLASS, runId])
          .catch(lostAnyway);
      }
    },
    close: connection.close,
  };
}

async function keepConnection(
  channels: readonly string[],
  heard: (channel: string) => void,
  locks: Locks,
): Promise<Connection> {
  let client: pg.Client | undefined;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  const lose = () => {
    client = undefined;
    locks.held.clear();
    if (!closed) timer = setTimeout(() => void connect().catch(lose), RECONNECT_MS);
  };
  const connect = async () => {
    const next = newClient();
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
    for (const run of locks.runs) await lockRun(next, run);
    for (const channel of channels) await next.query(`LISTEN ${next.escapeIdentifier(channel)}`);
    client = next;
    // What was notified while nobody listened is looked for at once.
    for (const channel of channels) heard(channel);
  };
  await connect();
  return {
    client: () => client,
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}

function newClient(): pg.Client {
  return new pg.Client({ connectionString: env().databaseUrls.jobs, application_name: "noren-worker" });
}

// Shared, so that a hash that two runs have in common holds up neither.
function lockRun(client: pg.Client, runId: string): Promise<unknown> {
  return client.query("SELECT pg_advisory_lock_shared($1, hashtext($2))", [RUN_CLASS, runId]);
}

/** A connection that breaks is opened again and locks what still runs; the work itself goes on. */
function lostAnyway(): void {}
