import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seedDemo } from "@/prisma/seed/demo/demo";
import { jobDeps } from "@/server/api/entry";
import { sealAudit } from "@/server/audit/seal/commands";
import { takeBackup } from "@/server/platform/backup";
import { wallNow } from "@/server/platform/clock";
import { withClient } from "@/server/platform/database-roles";
import { closeDatabase } from "@/server/platform/db";
import { env, provideEnv } from "@/server/platform/env";
import { restoreBackup } from "@/server/platform/restore";
import { storage } from "@/server/platform/storage";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { startS3 } from "@/server/platform/test-s3";
import { proveWhole } from "./backup";

const folder = mkdtempSync(join(tmpdir(), "noren-backup-"));
const quiet = () => undefined;
const databases: TestDatabase[] = [];
let bucket: Awaited<ReturnType<typeof startS3>>;

async function machine(name: string): Promise<TestDatabase> {
  await closeDatabase();
  const database = await testDatabase({ SANDBOX: "1", DATA_DIR: join(folder, name) });
  databases.push(database);
  return database;
}

function enter(name: string, database: TestDatabase, storageUrl?: string): void {
  provideEnv({
    NODE_ENV: "test",
    DATABASE_URL: database.urls.noren_app,
    DATABASE_OWNER_URL: database.urls.noren_owner,
    DATA_DIR: join(folder, name),
    STORAGE_URL: storageUrl,
  });
  // The owner's address is read from the process, as every command finds it.
  process.env.DATABASE_OWNER_URL = database.urls.noren_owner;
}

beforeAll(async () => {
  bucket = await startS3("noren-restored");
  enter("one", await machine("one"));
  await seedDemo(jobDeps("demo", "req_d"), { shops: 30, payments: 300, progress: quiet });
  await storage().put("mer_1/licence", Buffer.from("a licence"));
  await sealAudit({ now: wallNow() }, env().anchorFile);
  await takeBackup(join(folder, "copy"), wallNow, quiet);
});
afterAll(async () => {
  await bucket.stop();
  for (const database of databases) await database.drop();
  delete process.env.DATABASE_OWNER_URL;
  rmSync(folder, { recursive: true, force: true });
});

test("G24 what comes back is every row and document, checked by the books and the log, with its guards on", async () => {
  // From files to a bucket: where documents lie is no matter of the backup.
  const two = await machine("two");
  enter("two", two, bucket.url());
  const manifest = await restoreBackup(join(folder, "copy"), quiet);
  expect(manifest.tables.find((table) => table.name === "payment")?.rows).toBeGreaterThanOrEqual(300);
  expect(await proveWhole()).toMatchObject({ ok: true, ledger: { ok: true }, audit: { ok: true } });
  expect(Buffer.from((await storage().get("mer_1/licence")) ?? []).toString()).toBe("a licence");
  const again = await takeBackup(join(folder, "again"), wallNow, quiet);
  expect(again.tables).toEqual(manifest.tables);
  expect(again.documents.map(({ key }) => key)).toEqual(manifest.documents.map(({ key }) => key));
  await withClient(two.urls.noren_owner, async (owner) => {
    await expect(owner.query("DELETE FROM ledger_key")).rejects.toThrow(/append-only/);
    expect((await owner.query("SELECT 1 FROM payment LIMIT 1")).rowCount).toBe(0);
  });
  await expect(restoreBackup(join(folder, "copy"), quiet)).rejects.toThrow(/in use/);
});

test("a damaged backup restores nothing, and a folder in use is not written to", async () => {
  enter("three", await machine("three"));
  const broken = join(folder, "broken");
  cpSync(join(folder, "copy"), broken, { recursive: true });
  cpSync(join(broken, "tables/store.jsonl.gz"), join(broken, "tables/code.jsonl.gz"));
  await expect(restoreBackup(broken, quiet)).rejects.toThrow(/Damaged|violates|column/);
  expect(await restoreBackup(join(folder, "copy"), quiet)).toMatchObject({ format: 1 });
  await expect(takeBackup(broken, wallNow, quiet)).rejects.toThrow(/not empty/);
  appendFileSync(join(broken, "documents/mer_1/licence"), "x");
  await expect(restoreBackup(broken, quiet)).rejects.toThrow(/Damaged: document/);
});

test("G23 the copy holds no account number and no document in the clear", () => {
  expect(readFileSync(join(folder, "copy/documents/mer_1/licence")).includes("a licence")).toBe(false);
});
