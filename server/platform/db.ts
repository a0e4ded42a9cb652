import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { type Prisma, PrismaClient } from "@/prisma/client/client";
import type { Scope } from "@/server/kernel/scope";
import { env } from "./env";

/** What queries and commands hold: a transaction, or for operators the bare client. */
export type Tx = Prisma.TransactionClient;

/** The database roles of a running process. None owns a table, none is superuser. */
export type DatabaseRole = "app" | "operator" | "ingest" | "jobs";

/** One statement with positional parameters; the common form of Prisma transactions and `pg` clients. */
export type Sql = <Row>(text: string, params?: readonly unknown[]) => Promise<Row[]>;

type Connections = { pools: Map<DatabaseRole, pg.Pool>; clients: Map<DatabaseRole, PrismaClient> };

// Kept on globalThis: Next bundles a module once per route, and pools must be one per process.
declare global {
  var norenConnections: Connections | undefined;
}

function connections(): Connections {
  globalThis.norenConnections ??= { pools: new Map(), clients: new Map() };
  return globalThis.norenConnections;
}

function urlOf(role: DatabaseRole): string {
  const { databaseUrls } = env();
  return databaseUrls[role];
}

const POOL_SIZE: Record<DatabaseRole, number> = { app: 16, operator: 8, ingest: 12, jobs: 8 };

// Numbers of eight bytes are amounts: they leave the pools as bigint, never as a float. Set per pool, because
// Prisma's adapter reads the driver's own parsers and expects text.
const AMOUNTS_AS_BIGINT: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === pg.types.builtins.INT8 && format !== "binary"
      ? (text: string) => BigInt(text)
      : pg.types.getTypeParser(oid, format),
};

/** The connection pool of a role, for hot paths and bulk work in plain SQL. */
export function poolFor(role: DatabaseRole): pg.Pool {
  const { pools } = connections();
  const known = pools.get(role);
  if (known) return known;
  const pool = new pg.Pool({
    connectionString: urlOf(role),
    max: POOL_SIZE[role],
    connectionTimeoutMillis: 5_000,
    application_name: `noren-${role}`,
    types: AMOUNTS_AS_BIGINT,
    // The hot path sends statements that do not wait for each other's rows in one go.
    pipeline: role === "ingest",
  });
  // An idle connection that the server closes must not end the process; the next query gets a new one.
  pool.on("error", () => undefined);
  // Nor may one that is cut in the middle of its work: whoever holds it hears of it by the query that fails.
  pool.on("connect", (client) => client.on("error", () => undefined));
  pools.set(role, pool);
  return pool;
}

/** The Prisma client of a role. */
export function prismaFor(role: DatabaseRole): PrismaClient {
  const { clients } = connections();
  const known = clients.get(role);
  if (known) return known;
  const client = new PrismaClient({ adapter: new PrismaPg(poolFor(role)) });
  clients.set(role, client);
  return client;
}

/** Which role serves a scope. */
export function roleOf(scope: Scope): DatabaseRole {
  switch (scope.kind) {
    case "person":
    case "merchant":
      return "app";
    case "operator":
      return "operator";
    case "system":
      return scope.name === "jobs" ? "jobs" : "ingest";
  }
}

/**
 * Runs work in one transaction under a scope: the role's connection, and for people of a merchant the tenant
 * that row-level security compares with. Settings are local to the transaction, so a pooled connection leaks nothing.
 */
export async function transact<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = prismaFor(roleOf(scope));
  return client.$transaction(
    async (tx) => {
      await bindScope(sqlOfTx(tx), scope);
      return work(tx);
    },
    { maxWait: 5_000, timeout: 30_000 },
  );
}

/** Reads under a scope. Operators' policies ask for no setting, so their reads need no transaction. */
export async function read<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (scope.kind === "operator" || scope.kind === "system") return work(prismaFor(roleOf(scope)));
  return transact(scope, work);
}

/** Puts the scope into the settings that the policies of noren_app read; for this transaction only. */
export async function bindScope(sql: Sql, scope: Scope): Promise<void> {
  if (scope.kind !== "person" && scope.kind !== "merchant") return;
  const tenantId = scope.kind === "merchant" ? scope.tenantId : "";
  await sql("SELECT set_config('noren.tenant_id', $1, true), set_config('noren.person_id', $2, true)", [
    tenantId,
    scope.personId,
  ]);
}

/** Lets a transaction of a person write the rows of a tenant that it has just minted. */
export async function bindNewTenant(tx: Tx, tenantId: string): Promise<void> {
  await sqlOfTx(tx)("SELECT set_config('noren.tenant_id', $1, true)", [tenantId]);
}

/** Plain SQL inside a Prisma transaction. */
export function sqlOfTx(tx: Tx): Sql {
  return (text, params = []) => tx.$queryRawUnsafe(text, ...params);
}

/** Plain SQL on a `pg` client or pool. */
export function sqlOfClient(client: pg.Pool | pg.PoolClient): Sql {
  return async (text, params = []) => (await client.query(text, [...params])).rows;
}

const preparedNames = new Map<string, string>();

/**
 * Plain SQL whose statements each connection parses and plans once. For the hot path alone: its statements are
 * constant texts, and a text that varied would stay in the connection for ever.
 */
function preparedSqlOf(client: pg.PoolClient): Sql {
  return async (text, params = []) => {
    const name = preparedNames.get(text) ?? `noren_${preparedNames.size}`;
    preparedNames.set(text, name);
    return (await client.query({ name, text, values: [...params] })).rows;
  };
}

/** One transaction on a role's own connection for bulk work that outlives Prisma's five seconds. */
export async function transactSql<T>(
  role: DatabaseRole,
  work: (sql: Sql, client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await poolFor(role).connect();
  let broken: Error | undefined;
  try {
    const begun = client.query("BEGIN");
    begun.catch(() => undefined);
    // Where the connection pipelines, the first statement of the work travels with it.
    if (!client.pipeline) await begun;
    const result = await work(role === "ingest" ? preparedSqlOf(client) : sqlOfClient(client), client);
    await begun;
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** One transaction in plain SQL under a scope: what `transact` is, without Prisma between. */
export async function transactSqlUnder<T>(scope: Scope, work: (sql: Sql) => Promise<T>): Promise<T> {
  return transactSql(roleOf(scope), async (sql) => {
    await bindScope(sql, scope);
    return work(sql);
  });
}

/** Ends every connection of the process (worker shutdown, CLI, tests). */
export async function closeDatabase(): Promise<void> {
  const { pools, clients } = connections();
  await Promise.all([...clients.values()].map((client) => client.$disconnect()));
  await Promise.all([...pools.values()].map((pool) => pool.end()));
  clients.clear();
  pools.clear();
}
