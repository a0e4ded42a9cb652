import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { acceptImport, confirmImport } from "@/server/directory/import/files/commands";
import { runNextImport } from "@/server/directory/import/files/jobs";
import { getImport } from "@/server/directory/import/files/queries";
import { TABLE_ROWS_MAX } from "@/server/directory/import/table/rules";
import { withClient } from "@/server/platform/database-roles";
import { read } from "@/server/platform/db";
import { setup, teardown } from "@/server/platform/test-cluster";
import { testDatabase } from "@/server/platform/test-database";
import { jobDepsAt, makeNetworkKeys, ownerDepsAt, plantShops } from "./payment-bed";
import { liveMemoryMb, report, timed } from "./report";

const NOW = Date.UTC(2026, 10, 28, 7);
const HEAD = "店舗番号,店舗名,店舗名カナ,郵便番号,番地,電話番号,エリア";
const POSTAL = [
  "100-0001",
  "150-0002",
  "530-0001",
  "460-0008",
  "812-0011",
  "060-0001",
  "980-0021",
  "730-0011",
];
/** Every table that an import writes rows of. */
const WRITTEN = [
  "store",
  "code",
  "wallet_registration",
  "audit_subject_key",
  "audit_event",
  "audit_pending",
  "outbox_event",
  "import_row",
];

/** A chain's table of so many stores, as the head office would send it, piece by piece. */
export async function* chainTable(rows: number): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`\uFEFF${HEAD}\r\n`);
  for (let from = 0; from < rows; from += 1_000) {
    const lines = Array.from({ length: Math.min(1_000, rows - from) }, (_, at) => {
      const n = from + at + 1;
      const postal = POSTAL[n % POSTAL.length];
      const phone = `03-${(1_000 + (n % 9_000)).toString()}-${(1_000 + Math.floor(n / 9_000)).toString()}`;
      return `${n.toString().padStart(6, "0")},コンビニのれん ${n}号店,こんびにのれん,${postal},${n % 30}丁目${n},${phone},エリア${n % 40}`;
    });
    yield Buffer.from(`${lines.join("\r\n")}\r\n`);
  }
}

/**
 * A table of 50,000 stores checked and committed by the worker's own job, against a bare COPY of the very rows that it
 * wrote into copies of the same tables with their indexes and without policies; and how much memory it takes.
 */
export async function benchStoreImport(rows = TABLE_ROWS_MAX): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "noren-store-import-"));
  chmodSync(folder, 0o777);
  await setup();
  const database = await testDatabase({
    ...makeNetworkKeys().env,
    STORAGE_URL: `file:${folder}/files`,
    LOG_LEVEL: "warn",
  });
  try {
    const [shop] = await plantShops(database.urls.superuser, 1);
    if (shop === undefined) throw new Error("no shop");
    const owner = ownerDepsAt(shop, NOW);
    const memory: number[] = [];
    const work = async () => {
      while ((await runNextImport(jobDepsAt(NOW))) > 0) memory.push(liveMemoryMb());
    };
    const file = {
      kind: "stores",
      merchantId: null,
      fileName: "chain.csv",
      source: chainTable(rows),
    } as const;
    const { importId } = await acceptImport(owner, file);
    const checkMs = await timed(work);
    await confirmImport(owner, { importId });
    const commitMs = await timed(work);
    const done = await read(owner.scope, (tx) => getImport(tx, owner.scope, importId));
    if (done.state !== "done" || done.created !== rows)
      throw new Error(`${done.state}: ${done.created} stores`);
    const copyMs = await withClient(database.urls.superuser, async (client) => {
      const copy = async (table: string) => client.query(`COPY bare_${table} FROM '${folder}/${table}'`);
      for (const table of WRITTEN) {
        const columns = await client.query<{ names: string }>(
          `SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS names FROM pg_attribute
           WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
          [table],
        );
        await client.query(`CREATE TABLE bare_${table} (LIKE ${table} INCLUDING ALL)`);
        await client.query(`COPY (SELECT ${columns.rows[0]?.names} FROM ${table}) TO '${folder}/${table}'`);
      }
      await client.query("CHECKPOINT");
      return timed(async () => {
        for (const table of WRITTEN) await copy(table);
      });
    });
    const line = { bench: "store-import", unit: "s" };
    report({ ...line, figure: `${rows} stores checked`, value: checkMs / 1_000, baseline: null });
    report({
      ...line,
      figure: `${rows} stores committed`,
      value: commitMs / 1_000,
      baseline: copyMs / 1_000,
    });
    const wholeMs = checkMs + commitMs;
    report({ ...line, figure: "checked and committed", value: wholeMs / 1_000, baseline: copyMs / 1_000 });
    report({
      bench: "store-import",
      figure: "memory in use at the end, beside that after the check",
      value: memory.at(-1) ?? 0,
      unit: "MB",
      baseline: memory[0] ?? 0,
    });
  } finally {
    await database.drop();
    await teardown();
    rmSync(folder, { recursive: true, force: true });
  }
}
