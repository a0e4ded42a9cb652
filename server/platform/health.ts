import { version } from "@/package.json";
import { poolFor, sqlOfClient } from "./db";
import { isWorkerAlive } from "./jobs";

/** How the service stands. Words only: an outsider learns that something is down, not what it is or where. */
export type Health = {
  readonly status: "ok" | "down";
  readonly database: "ok" | "down";
  readonly worker: "ok" | "down";
  readonly version: string;
};

const ANSWER_WITHIN_MS = 2_000;

/** Asks the database, and through it for the worker. Never throws, and answers even when the database does not. */
export async function checkHealth(): Promise<Health> {
  const worker = await settledWithin(isWorkerAlive(sqlOfClient(poolFor("app"))));
  const isUp = worker === true;
  return {
    status: isUp ? "ok" : "down",
    database: worker === undefined ? "down" : "ok",
    worker: isUp ? "ok" : "down",
    version,
  };
}

async function settledWithin<T>(work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ANSWER_WITHIN_MS);
  });
  try {
    return await Promise.race([work.catch(() => undefined), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** How busy a role's connections are: all of them, those that wait for work, and callers that wait for one. */
export type PoolStanding = {
  readonly role: string;
  readonly open: number;
  readonly idle: number;
  readonly waiting: number;
};

/** The pools of this process. */
export function poolStandings(): PoolStanding[] {
  return (["app", "operator", "ingest", "jobs"] as const).map((role) => {
    const { totalCount, idleCount, waitingCount } = poolFor(role);
    return { role, open: totalCount, idle: idleCount, waiting: waitingCount };
  });
}
