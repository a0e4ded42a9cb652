import pg from "pg";
import type { Pace } from "./payments/rules";

/** One statement with positional parameters; rows come back unread and are parsed by the query that asked. */
export type Sql = (text: string, params?: readonly unknown[]) => Promise<readonly unknown[]>;

/** Asks Noren's signed interface; see `network/gateway.ts`. Null when there is no answer that can be believed. */
export type CallAcquirer = (call: {
  readonly url: string;
  readonly body: string;
  readonly timeoutMs: number;
}) => Promise<unknown>;

/** What every part of the sandbox network needs from outside. */
export type Deps = {
  readonly sql: Sql;
  readonly transact: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>;
  /** Business time in epoch milliseconds. */
  readonly now: () => number;
  readonly random: (size: number) => Uint8Array;
  readonly callAcquirer: CallAcquirer;
  /** Looks for due work now instead of at the next tick. */
  readonly nudge: () => void;
  readonly settings: Settings;
};

export type Settings = {
  /** Where browsers and the network reach Noren, without a slash at the end. */
  readonly publicUrl: string;
  readonly acquirerId: string;
  readonly pace: Pace;
  /** The folder that the acquirer takes the daily files from; left out where nobody fetches them. */
  readonly reportsFolder?: string;
};

/** A pool on the sandbox's own database. */
export function openPool(databaseUrl: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 8, application_name: "noren-sandbox" });
  // An idle connection that the server closes is replaced at the next use; without a listener it would end the process.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

/** Statements on a pool, each in its own transaction. */
export function statements(pool: pg.Pool): Sql {
  return async (text, params) => {
    const result = await pool.query<Record<string, unknown>>(text, params ? [...params] : []);
    return result.rows;
  };
}

/** One transaction on a pool; rolled back when the work throws. */
export async function transact<T>(pool: pg.Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const done = await work(async (text, params) => {
      const result = await client.query<Record<string, unknown>>(text, params ? [...params] : []);
      return result.rows;
    });
    await client.query("COMMIT");
    return done;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
