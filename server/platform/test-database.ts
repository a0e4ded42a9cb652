import { randomBytes } from "node:crypto";
import { type DatabaseRole, roleUrl, withClient } from "./database-roles";
import { closeDatabase } from "./db";
import { type EnvSource, provideEnv, testClusterGiven } from "./env";
import { type TestCluster, testCluster } from "./test-cluster";

export type TestDatabase = {
  readonly name: string;
  /** Connection string of each role on this database; `superuser` is for planting what roles may not. */
  readonly urls: Readonly<Record<DatabaseRole | "superuser", string>>;
  /** Closes this process's connections, forgets what it knew of the database, and removes it. */
  readonly drop: () => Promise<void>;
};

/**
 * A migrated database for one test file, copied from the template. The process's environment points to it
 * afterwards, so that `transact`, `poolFor` and the commands work on it.
 * @param extra variables on top, such as SANDBOX
 * @param server another one than that of all tests, for a test that harms it
 */
export async function testDatabase(extra: EnvSource = {}, server?: TestCluster): Promise<TestDatabase> {
  const cluster = server ?? testCluster.parse(JSON.parse(testClusterGiven() ?? "null"));
  // Nothing may be connected to what is copied.
  await leaveDatabase();
  const name = `noren_test_${randomBytes(6).toString("hex")}`;
  await copyTemplate(cluster, name);
  // Work that outlived the file before may have opened connections to its database, which is gone, up to this moment.
  await leaveDatabase();
  const url = (role: DatabaseRole) => roleUrl({ ...cluster, role, database: name });
  const superuser = new URL(cluster.superuserUrl);
  superuser.pathname = `/${name}`;
  const urls = {
    noren_owner: url("noren_owner"),
    noren_app: url("noren_app"),
    noren_operator: url("noren_operator"),
    noren_ingest: url("noren_ingest"),
    noren_jobs: url("noren_jobs"),
    noren_sandbox: url("noren_sandbox"),
    superuser: superuser.toString(),
  };
  provideEnv({
    NODE_ENV: "test",
    DATABASE_URL: urls.noren_app,
    DATABASE_OWNER_URL: urls.noren_owner,
    ...extra,
  });
  return {
    name,
    urls,
    drop: async () => {
      await leaveDatabase();
      await withClient(cluster.superuserUrl, (client) =>
        client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
      );
    },
  };
}

/**
 * A copy of a test's database as it stands, for tests that live one beginning again and again. Nothing may be connected
 * to it. The process's environment points to the copy afterwards.
 */
export async function copyOfDatabase(
  database: Pick<TestDatabase, "name">,
  extra: EnvSource = {},
): Promise<TestDatabase> {
  const cluster = testCluster.parse(JSON.parse(testClusterGiven() ?? "null"));
  return testDatabase(extra, { ...cluster, template: database.name });
}

/** Files share a worker: the connections, the hub, the writer and the circuit of one are not the next one's. */
async function leaveDatabase(): Promise<void> {
  await closeDatabase();
  for (const name of Object.keys(globalThis)) {
    if (name.startsWith("noren")) Reflect.deleteProperty(globalThis, name);
  }
}

async function copyTemplate(cluster: TestCluster, name: string): Promise<void> {
  await withClient(cluster.superuserUrl, async (client) => {
    await client.query(
      `CREATE DATABASE ${name} TEMPLATE ${cluster.template} OWNER noren_owner STRATEGY WAL_LOG`,
    );
    await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
    await client.query(
      `GRANT CONNECT, TEMPORARY ON DATABASE ${name} TO noren_app, noren_operator, noren_ingest, noren_jobs`,
    );
  });
}
