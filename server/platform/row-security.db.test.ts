import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mintScope } from "@/server/kernel/scope";
import { withClient } from "./database-roles";
import { poolFor, read, sqlOfClient, transact, transactSql } from "./db";
import { type TestDatabase, testDatabase } from "./test-database";
import { dropChecks, insertOf, plantRow } from "./test-rows";

type Table = { readonly name: string; readonly guarded: boolean; readonly policies: string[] };

let database: TestDatabase;
let tables: Table[] = [];

beforeAll(async () => {
  database = await testDatabase();
  await withClient(database.urls.superuser, async (client) => {
    const found = await client.query<Table>(
      `SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS guarded,
              ARRAY(SELECT p.polname::text FROM pg_policy p WHERE p.polrelid = c.oid ORDER BY 1) AS policies
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
       WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1`,
    );
    tables = found.rows;
    // One row of tenant mer_other in every table, whatever its columns are.
    await client.query("SET session_replication_role = replica");
    for (const { name } of tables) {
      await dropChecks(client, name);
      await plantRow(client, name, { tenant_id: "mer_other" });
    }
  });
});
afterAll(() => database.drop());

const asTenant = (tenantId: string | null, text: string, values: readonly unknown[] = []) =>
  transactSql("app", async (sql) => {
    if (tenantId !== null) await sql("SELECT set_config('noren.tenant_id', $1, true)", [tenantId]);
    return sql<{ rows: number }>(text, values);
  });

describe("G17 the database refuses what is another tenant's", () => {
  test("row-level security is enabled and forced on every table with a tenant, and the test has a row in each", async () => {
    expect(tables.length).toBeGreaterThan(20);
    expect(tables.filter((table) => !table.guarded).map((table) => table.name)).toEqual([]);
    for (const { name, policies } of tables) {
      expect(policies, name).toEqual(expect.arrayContaining(["own_tenant", "whole_network"]));
      const [row] = await sqlOfClient(poolFor("jobs"))<{ rows: number }>(
        `SELECT count(*)::int AS rows FROM ${name}`,
      );
      expect(row?.rows, name).toBe(1);
    }
  });

  test("without a tenant, with an empty one and with another one, every table shows nothing", async () => {
    const shown: string[] = [];
    for (const { name } of tables) {
      for (const tenantId of [null, "", "mer_mine"]) {
        const rows = await asTenant(tenantId, `SELECT count(*)::int AS rows FROM ${name}`).catch(
          (error: Error) => {
            expect(error.message).toMatch(/permission denied/);
            return [{ rows: 0 }];
          },
        );
        if (rows[0]?.rows !== 0) shown.push(`${name} as ${tenantId}`);
      }
    }
    expect(shown).toEqual([]);
  });

  test("its own tenant is shown, so the emptiness above is the policy's work", async () => {
    const counts = await asTenant(
      "mer_other",
      "SELECT (SELECT count(*) FROM store)::int + (SELECT count(*) FROM application)::int AS rows",
    );
    expect(counts).toEqual([{ rows: 2 }]);
  });

  test("no table accepts a row of another tenant", async () => {
    const accepted: string[] = [];
    const inserts = await withClient(database.urls.superuser, (client) =>
      Promise.all(
        tables.map(async ({ name }) => ({
          name,
          ...(await insertOf(client, name, { tenant_id: "mer_other" })),
        })),
      ),
    );
    for (const { name, text, values } of inserts) {
      const refusal = await asTenant("mer_mine", text, values).then(
        () => "accepted",
        (error: Error) => error.message,
      );
      if (!/row-level security|permission denied/.test(refusal)) accepted.push(`${name}: ${refusal}`);
    }
    expect(accepted).toEqual([]);
  });

  test("no row of another tenant can be changed or removed", async () => {
    for (const { name } of tables) {
      for (const text of [`UPDATE ${name} SET tenant_id = 'mer_mine'`, `DELETE FROM ${name}`]) {
        await asTenant("mer_mine", text).catch((error: Error) =>
          expect(error.message).toMatch(/denied|append-only/),
        );
      }
      const [row] = await sqlOfClient(poolFor("jobs"))<{ rows: number }>(
        `SELECT count(*)::int AS rows FROM ${name} WHERE tenant_id = 'mer_other'`,
      );
      expect(row?.rows, name).toBe(1);
    }
  });

  test("a pooled connection leaks no tenant to the next work, neither after success nor after failure", async () => {
    const other = mintScope({
      kind: "merchant",
      tenantId: "mer_other",
      storeIds: "all",
      personId: "per_a",
      role: "owner",
    });
    const mine = mintScope({
      kind: "merchant",
      tenantId: "mer_mine",
      storeIds: "all",
      personId: "per_b",
      role: "owner",
    });
    const person = mintScope({ kind: "person", personId: "per_b" });
    const work = Array.from({ length: 120 }, async (_, index) => {
      const scope = index % 3 === 0 ? other : index % 3 === 1 ? mine : person;
      const fails = index % 7 === 0;
      const counted = transact(scope, async (tx) => {
        const rows = await tx.store.count();
        if (fails) throw new Error(`failed after ${rows}`);
        return rows;
      }).catch((error: Error) => Number(error.message.replace(/\D/g, "")));
      expect(await counted).toBe(scope === other ? 1 : 0);
    });
    await Promise.all(work);
    const bare = await Promise.all(
      Array.from({ length: 32 }, () =>
        sqlOfClient(poolFor("app"))<{ tenant: string | null; rows: number }>(
          "SELECT nullif(current_setting('noren.tenant_id', true), '') AS tenant, (SELECT count(*) FROM store)::int AS rows",
        ),
      ),
    );
    expect(bare.flat().filter((row) => row.tenant !== null || row.rows !== 0)).toEqual([]);
    expect(await read(mine, (tx) => tx.store.count())).toBe(0);
  });

  test("the roles of running processes own nothing, are no superuser and bypass no policy", async () => {
    const roles = await sqlOfClient(poolFor("jobs"))<{ role: string; strong: boolean; owned: number }>(
      `SELECT rolname AS role, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb AS strong,
              (SELECT count(*) FROM pg_class WHERE relowner = pg_roles.oid)::int AS owned
       FROM pg_roles WHERE rolname IN ('noren_app', 'noren_operator', 'noren_ingest', 'noren_jobs') ORDER BY 1`,
    );
    expect(roles).toHaveLength(4);
    expect(roles.filter((role) => role.strong || role.owned > 0)).toEqual([]);
  });
});
