import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureDatabase, roleUrl, withClient } from "./database-roles";
import { isMain } from "./main-module";
import { applyMigrations, diffToSchema } from "./schema-engine";
import { startTemporaryCluster } from "./temporary-cluster";

const ROOT = join(import.meta.dirname, "../..");

/**
 * Writes what a new migration has to do: the difference between the migrations applied to a scratch database and
 * the schema folder. CHECK constraints, triggers, policies and partial indexes are added to the file by hand.
 * @returns the SQL, empty when there is no difference
 */
export async function migrationSql(): Promise<string> {
  const { cluster, passwords, remove } = await startTemporaryCluster();
  try {
    const name = `noren_scratch_${randomBytes(4).toString("hex")}`;
    await ensureDatabase(cluster.superuserUrl, { name, owner: "noren_owner", visitors: [] });
    const url = roleUrl({ port: cluster.port, passwords, role: "noren_owner", database: name });
    await applyMigrations(url);
    return await pendingMigrationSql(url);
  } finally {
    await remove();
  }
}

/** What a database lacks of the schema folder, as SQL; empty when nothing. */
export async function pendingMigrationSql(url: string): Promise<string> {
  const sql = await diffToSchema(url, await listUnmodelledTables(url));
  return /^\s*(--[^\n]*\s*)*$/.test(sql) ? "" : sql;
}

/** Partitions follow their parent, which Prisma models; seen as tables of their own they would be dropped. */
async function listUnmodelledTables(url: string): Promise<string[]> {
  return withClient(url, async (client) => {
    const found = await client.query<{ name: string }>(
      "SELECT 'public.' || relname AS name FROM pg_class WHERE relispartition AND relkind IN ('r', 'p')",
    );
    return found.rows.map((row) => row.name);
  });
}

function stamp(now: Date): string {
  return now.toISOString().replace(/\D/g, "").slice(0, 14);
}

async function main(): Promise<void> {
  const name = process.argv.slice(2).find((argument) => argument !== "--");
  if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
    process.stderr.write("usage: npm run migration -- <name_by_intent>\n");
    process.exitCode = 2;
    return;
  }
  const sql = await migrationSql();
  if (sql === "") {
    process.stderr.write("The migrations already say what the schema says.\n");
    return;
  }
  const folder = join(ROOT, "prisma/migrations", `${stamp(new Date())}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "migration.sql"), sql);
  process.stderr.write(`${folder}/migration.sql\n`);
}

if (isMain(import.meta.url)) await main();
