import { createHash } from "node:crypto";
import { once } from "node:events";
import {
  copyFileSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import pg from "pg";
import { z } from "zod";
import { systemKeys } from "./crypto";
import { withClient } from "./database-roles";
import { env, ownerDatabaseUrl } from "./env";
import { fileStorage, storage } from "./storage";

/** What a backup says of itself. It is written last: a folder without one is no backup. */
export const manifestSchema = z.object({
  format: z.literal(1),
  takenAt: z.string(),
  /** The restore needs a database with exactly these. */
  migrations: z.array(z.string()),
  /** SHA-256 over the rows as lines, uncompressed. */
  tables: z.array(z.object({ name: z.string(), rows: z.number().int(), sha256: z.string() })),
  /** SHA-256 of the ciphertext as it lies in the folder. */
  documents: z.array(z.object({ key: z.string(), sha256: z.string() })),
  /** The keys that the ciphertext needs; the keys themselves are kept elsewhere. */
  keyIds: z.array(z.string()),
});

export type Manifest = z.infer<typeof manifestSchema>;
type Source = { readonly name: string; readonly readable: boolean; readonly keys: readonly string[] };

export const MANIFEST_FILE = "manifest.json";
export const ANCHOR_FILE = "audit-anchor.jsonl";
const FETCH_ROWS = 2_000;

/** The folder of the documents inside a backup. */
export function documentsOf(folder: string): string {
  return join(folder, "documents");
}

/** The file of a table inside a backup. */
export function tableFile(folder: string, table: string): string {
  return join(folder, "tables", `${table}.jsonl.gz`);
}

/**
 * Copies every table at one instant, then the documents, and the head of the audit log as it stood before. What is
 * ciphertext in the product is ciphertext in the copy.
 * @param folder new or empty
 */
export async function takeBackup(
  folder: string,
  now: () => number,
  progress: (words: string) => void,
): Promise<Manifest> {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new BackupError("The folder is not empty.");
  // A database that is out of reach leaves no empty folder behind.
  await withClient(ownerDatabaseUrl(), (owner) => owner.query("SELECT 1"));
  mkdirSync(join(folder, "tables"), { recursive: true, mode: 0o700 });
  // Before the instant of the copy: a head that the copy does not reach would look like a log that was cut.
  const { anchorFile } = env();
  if (existsSync(anchorFile)) copyFileSync(anchorFile, join(folder, ANCHOR_FILE));
  const takenAt = new Date(now()).toISOString();
  const copied = await withClient(ownerDatabaseUrl(), (owner) =>
    withClient(env().databaseUrls.jobs, (jobs) => copyTables(folder, { owner, jobs }, progress)),
  );
  const documents = await copyDocuments(folder);
  progress(`documents: ${documents.length}`);
  const keyIds = env().encryptionKeys.map((key) => key.id);
  const manifest: Manifest = { format: 1, takenAt, ...copied, documents, keyIds };
  writeFileSync(join(folder, MANIFEST_FILE), JSON.stringify(manifest, null, 2), { mode: 0o600 });
  return manifest;
}

/** A backup that cannot be taken or restored, in words for the person who tries. */
export class BackupError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "BackupError";
  }
}

/**
 * Two connections, one snapshot: row-level security holds for the owner too, while the worker's role sees the whole
 * network but not every table.
 */
async function copyTables(
  folder: string,
  clients: { readonly owner: pg.Client; readonly jobs: pg.Client },
  progress: (words: string) => void,
): Promise<Pick<Manifest, "migrations" | "tables">> {
  const { owner, jobs } = clients;
  await owner.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  const exported = await owner.query<{ id: string }>("SELECT pg_export_snapshot() AS id");
  await jobs.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  await jobs.query(`SET TRANSACTION SNAPSHOT ${pg.escapeLiteral(exported.rows[0]?.id ?? "")}`);
  const sources = await owner.query<Source>(
    `SELECT relation.relname AS name, has_table_privilege('noren_jobs', relation.oid, 'SELECT') AS readable,
       ARRAY(SELECT part.attname::text FROM pg_index AS index, unnest(index.indkey) WITH ORDINALITY AS key(number, at)
             JOIN pg_attribute AS part ON part.attnum = key.number
             WHERE index.indrelid = relation.oid AND index.indisprimary AND part.attrelid = relation.oid
             ORDER BY key.at) AS keys
     FROM pg_class AS relation
     WHERE relation.relnamespace = 'public'::regnamespace AND relation.relkind IN ('r', 'p')
       AND NOT relation.relispartition AND relation.relname <> '_prisma_migrations' ORDER BY relation.relname`,
  );
  const tables: Manifest["tables"] = [];
  for (const source of sources.rows) {
    const { name } = source;
    const copied = await copyTable(source.readable ? jobs : owner, source, tableFile(folder, name));
    if (copied.rows > 0) progress(`${name}: ${copied.rows}`);
    tables.push({ name, ...copied });
  }
  return { migrations: await listMigrations(owner), tables };
}

/** In the order of the primary key: where rows lie on the disk is no part of what they say. */
async function copyTable(
  client: pg.Client,
  { name, keys }: Source,
  file: string,
): Promise<{ rows: number; sha256: string }> {
  const hash = createHash("sha256");
  let rows = 0;
  const table = client.escapeIdentifier(name);
  const order = keys.map((key) => `given.${client.escapeIdentifier(key)}`).join(", ") || "given::text";
  await client.query(
    `DECLARE copied NO SCROLL CURSOR FOR SELECT to_jsonb(given)::text AS line FROM ${table} AS given ORDER BY ${order}`,
  );
  async function* lines() {
    for (;;) {
      const batch = await client.query<{ line: string }>(`FETCH ${FETCH_ROWS} FROM copied`);
      if (batch.rows.length === 0) return;
      rows += batch.rows.length;
      const text = `${batch.rows.map((row) => row.line).join("\n")}\n`;
      hash.update(text);
      yield text;
    }
  }
  await pipeline(lines, createGzip(), createWriteStream(file, { mode: 0o600 }));
  await client.query("CLOSE copied");
  return { rows, sha256: hash.digest("hex") };
}

/** The migrations that a database has, in order. */
export async function listMigrations(owner: pg.Client): Promise<string[]> {
  const found = await owner.query<{ name: string }>(
    "SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY migration_name",
  );
  return found.rows.map((row) => row.name);
}

async function copyDocuments(folder: string): Promise<Manifest["documents"]> {
  const from = storage();
  const to = fileStorage(documentsOf(folder), systemKeys);
  const documents: Manifest["documents"] = [];
  for (const key of await from.list()) {
    const content = await from.get(key);
    // One that was removed meanwhile is in no row of a later instant either.
    if (!content) continue;
    await to.put(key, content);
    documents.push({ key, sha256: await hashFile(join(documentsOf(folder), key)) });
  }
  return documents;
}

/** SHA-256 of a file, in hexadecimal. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  const file = createReadStream(path);
  file.on("data", (part) => hash.update(part));
  await once(file, "end");
  return hash.digest("hex");
}
