import PgBoss from "pg-boss";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DATABASE_ROLES, withClient } from "./database-roles";
import { JOB_QUEUES } from "./jobs-queues.data";
import { migrate } from "./migrate";
import { pendingMigrationSql } from "./migration-diff";
import { type TestDatabase, testDatabase } from "./test-database";

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(async () => {
  await database.drop();
});

describe("migrations", () => {
  test("a second run applies nothing and changes nothing", async () => {
    expect((await migrate(database.urls.noren_owner)).applied).toEqual([]);
  });

  test("say exactly what the schema says", async () => {
    expect(await pendingMigrationSql(database.urls.noren_owner)).toBe("");
  });
});

describe("roles", () => {
  test("none is a superuser, passes row-level security or makes databases and roles", async () => {
    const found = await withClient(database.urls.superuser, (client) =>
      client.query<{ rolname: string; powerful: boolean }>(
        `SELECT rolname, rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole OR rolreplication AS powerful
           FROM pg_roles WHERE rolname LIKE 'noren\\_%' ORDER BY rolname`,
      ),
    );
    expect(found.rows.map((row) => row.rolname)).toEqual([...DATABASE_ROLES].sort());
    expect(found.rows.filter((row) => row.powerful)).toEqual([]);
  });

  test.each(["noren_app", "noren_operator", "noren_ingest", "noren_jobs"] as const)(
    "%s owns nothing and creates nothing",
    async (role) => {
      await withClient(database.urls[role], async (client) => {
        const owned = await client.query("SELECT 1 FROM pg_class WHERE relowner = current_user::regrole");
        expect(owned.rowCount).toBe(0);
        await expect(client.query("CREATE TABLE intruder (id int)")).rejects.toThrow(/permission denied/);
        await expect(client.query("CREATE SCHEMA intruder")).rejects.toThrow(/permission denied/);
      });
    },
  );

  test("the sandbox's role cannot enter the product's database", async () => {
    await expect(withClient(database.urls.noren_sandbox, async () => undefined)).rejects.toThrow(
      /permission denied/,
    );
  });

  test.each(["noren_app", "noren_operator", "noren_ingest"] as const)(
    "%s cannot see the queues",
    async (role) => {
      await withClient(database.urls[role], async (client) => {
        await expect(client.query("SELECT 1 FROM pgboss.job")).rejects.toThrow(/permission denied/);
      });
    },
  );
});

test("the worker's role takes jobs from every queue without the right to create one", async () => {
  const boss = new PgBoss({ connectionString: database.urls.noren_jobs, migrate: false, max: 2 });
  await boss.start();
  try {
    for (const queue of JOB_QUEUES) {
      const id = await boss.send(queue, { queue });
      const [job] = await boss.fetch<{ queue: string }>(queue);
      expect(job).toMatchObject({ id, data: { queue } });
      if (id) await boss.complete(queue, id);
    }
    await expect(boss.createQueue("intruder")).rejects.toThrow(/permission denied/);
  } finally {
    await boss.stop({ graceful: false });
  }
});
