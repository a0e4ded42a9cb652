import { createHash } from "node:crypto";
import { copyFileSync, createReadStream, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import type pg from "pg";
import {
  ANCHOR_FILE,
  BackupError,
  documentsOf,
  hashFile,
  listMigrations,
  MANIFEST_FILE,
  type Manifest,
  manifestSchema,
  tableFile,
} from "./backup";
import { systemKeys } from "./crypto";
import { withClient } from "./database-roles";
import { env, ownerDatabaseUrl } from "./env";
import { fileStorage, storage } from "./storage";

const BATCH_ROWS = 1_000;
/** Tables that nobody writes to before there is anybody: a row in one of them and the database is in use. */
const IN_USE = ["person", "merchant", "application", "payment", "ledger_key", "audit_pending", "audit_seal"];

/**
 * Fills an empty, migrated database and the storage from a backup: everything in one transaction, or nothing.
 * Triggers and forced row-level security are off inside it, for the owner alone, and on again when it commits.
 * @throws BackupError when the folder is damaged, the migrations differ or the database is in use
 */
export async function restoreBackup(folder: string, progress: (words: string) => void): Promise<Manifest> {
  const manifest = readManifest(folder);
  for (const { key, sha256 } of manifest.documents) {
    const path = join(documentsOf(folder), key);
    if (!existsSync(path) || (await hashFile(path)) !== sha256)
      throw new BackupError(`Damaged: document ${key}.`);
  }
  await withClient(ownerDatabaseUrl(), async (owner) => {
    await requireSameMigrations(owner, manifest);
    await requireEmpty(owner);
    await owner.query("BEGIN");
    const guarded = await liftGuards(owner, manifest);
    for (const name of await inOrderOfReferences(owner, manifest)) {
      const table = manifest.tables.find((one) => one.name === name);
      if (table) await fillTable(owner, table, tableFile(folder, name));
      if (table && table.rows > 0) progress(`${name}: ${table.rows}`);
    }
    await setGuards(owner, manifest, guarded);
    await owner.query("COMMIT");
  });
  await restoreDocuments(folder, manifest);
  const { anchorFile } = env();
  if (existsSync(join(folder, ANCHOR_FILE)) && !existsSync(anchorFile)) {
    mkdirSync(dirname(anchorFile), { recursive: true });
    copyFileSync(join(folder, ANCHOR_FILE), anchorFile);
  }
  return manifest;
}

function readManifest(folder: string): Manifest {
  const file = join(folder, MANIFEST_FILE);
  if (!existsSync(file)) throw new BackupError(`There is no ${MANIFEST_FILE}: this is no complete backup.`);
  return manifestSchema.parse(JSON.parse(readFileSync(file, "utf8")));
}

async function requireSameMigrations(owner: pg.Client, manifest: Manifest): Promise<void> {
  const present = await listMigrations(owner);
  if (present.join() === manifest.migrations.join()) return;
  throw new BackupError(
    "The database has other migrations than the backup: restore with the version that took it.",
  );
}

async function requireEmpty(owner: pg.Client): Promise<void> {
  const sizes = await withClient(env().databaseUrls.jobs, (jobs) =>
    jobs.query<{ name: string }>(
      IN_USE.map((name) => `(SELECT '${name}' AS name FROM ${name} LIMIT 1)`).join(" UNION ALL "),
    ),
  );
  if (sizes.rows.length > 0) {
    throw new BackupError(`The database is in use (${sizes.rows.map((row) => row.name).join(", ")}).`);
  }
  await owner.query("SELECT 1");
}

/** @returns the tables whose row-level security was forced */
async function liftGuards(owner: pg.Client, manifest: Manifest): Promise<string[]> {
  const forced = await owner.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relforcerowsecurity
       AND relname = ANY($1::text[])`,
    [manifest.tables.map((table) => table.name)],
  );
  const tables = manifest.tables.map((table) => owner.escapeIdentifier(table.name));
  for (const table of tables) await owner.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  for (const { name } of forced.rows) {
    await owner.query(`ALTER TABLE ${owner.escapeIdentifier(name)} NO FORCE ROW LEVEL SECURITY`);
  }
  // What the migration itself planted (wallets, banks, holidays) comes from the backup as it was.
  await owner.query(`TRUNCATE ${tables.join(", ")}`);
  return forced.rows.map((row) => row.name);
}

async function setGuards(owner: pg.Client, manifest: Manifest, forced: readonly string[]): Promise<void> {
  for (const name of forced) {
    await owner.query(`ALTER TABLE ${owner.escapeIdentifier(name)} FORCE ROW LEVEL SECURITY`);
  }
  for (const { name } of manifest.tables) {
    await owner.query(`ALTER TABLE ${owner.escapeIdentifier(name)} ENABLE TRIGGER USER`);
  }
}

/** Tables so that each comes after those that it refers to. */
async function inOrderOfReferences(owner: pg.Client, manifest: Manifest): Promise<string[]> {
  const found = await owner.query<{ from: string; to: string }>(
    `SELECT DISTINCT conrelid::regclass::text AS "from", confrelid::regclass::text AS "to"
     FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conrelid <> confrelid`,
  );
  const waiting = new Set(manifest.tables.map((table) => table.name));
  const ordered: string[] = [];
  while (waiting.size > 0) {
    const free = [...waiting].filter(
      (name) => !found.rows.some(({ from, to }) => from === name && waiting.has(to)),
    );
    if (free.length === 0) throw new BackupError("Tables refer to each other in a circle.");
    for (const name of free) waiting.delete(name);
    ordered.push(...free);
  }
  return ordered;
}

async function fillTable(owner: pg.Client, table: Manifest["tables"][number], file: string): Promise<void> {
  const hash = createHash("sha256");
  const name = owner.escapeIdentifier(table.name);
  let rows = 0;
  let batch: string[] = [];
  const write = async () => {
    await owner.query(
      `INSERT INTO ${name} SELECT * FROM jsonb_populate_recordset(NULL::${name}, $1::text::jsonb)`,
      [`[${batch.join(",")}]`],
    );
    rows += batch.length;
    batch = [];
  };
  if (!existsSync(file)) throw new BackupError(`Damaged: table ${table.name} is missing.`);
  for await (const line of createInterface({ input: createReadStream(file).pipe(createGunzip()) })) {
    hash.update(`${line}\n`);
    batch.push(line);
    if (batch.length === BATCH_ROWS) await write();
  }
  if (batch.length > 0) await write();
  if (rows !== table.rows || hash.digest("hex") !== table.sha256) {
    throw new BackupError(`Damaged: table ${table.name} is not what the manifest says.`);
  }
}

async function restoreDocuments(folder: string, manifest: Manifest): Promise<void> {
  const from = fileStorage(documentsOf(folder), systemKeys);
  const to = storage();
  for (const { key } of manifest.documents) {
    const content = await from.get(key);
    if (content) await to.put(key, content);
  }
}
