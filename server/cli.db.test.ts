import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { plantShops, type Shop } from "@/bench/payment-bed";
import { withClient } from "@/server/platform/database-roles";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { ITEM_COLUMNS } from "@/server/settlement/reconciliation/reports/rules";

const ROOT = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "noren-cli-"));
const ITEMS = join(folder, "transactionItems_NOREN_20261122_001.csv");
const STORES = join(folder, "stores.csv");
let database: TestDatabase;
let shop: Shop;

/** Runs the real program against the test's database. */
function noren(...args: string[]): Promise<{ code: number | null; answer: unknown; err: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", join(ROOT, "server/cli.ts"), ...args], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "test",
      DATABASE_URL: database.urls.noren_app,
      DATABASE_OWNER_URL: database.urls.noren_owner,
      DATA_DIR: join(folder, "data"),
    },
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (part: Buffer) => {
    out += part.toString();
  });
  child.stderr.on("data", (part: Buffer) => {
    err += part.toString();
  });
  return new Promise((resolve) => {
    child.once("close", (code) => resolve({ code, answer: out === "" ? null : JSON.parse(out), err }));
  });
}

beforeAll(async () => {
  database = await testDatabase();
  const [planted] = await plantShops(database.urls.superuser, 1);
  if (!planted) throw new Error("no shop");
  shop = planted;
  await withClient(database.urls.superuser, (client) =>
    client.query(
      `INSERT INTO person (id, email, created_at) VALUES ('per_n', 'network@a.example', now()), ('per_a', 'admin@a.example', now());
       INSERT INTO membership (id, person_id, role, store_ids, created_at)
       VALUES ('mem_n', 'per_n', 'network_manager', '{}', now()), ('mem_a', 'per_a', 'administrator', '{}', now())`,
    ),
  );
  const header = ITEM_COLUMNS.join(",");
  writeFileSync(ITEMS, `${header}\n<END>\n`);
  writeFileSync(
    STORES,
    "店舗名,店舗名カナ,郵便番号,番地\nのれん,ノレン,1000001,千代田9-9\nのれん,,1000001,千代田9-9\n",
  );
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

test("0: an empty day of the network agrees with an empty day here", async () => {
  expect(await noren("reconcile", ITEMS, "--json")).toMatchObject({
    code: 0,
    answer: { ok: true, matched: 0 },
  });
});

test("1: a file that was cut is a finding", async () => {
  const cut = join(folder, "transactionItems_NOREN_20261121_001.csv");
  writeFileSync(cut, "a,b\n");
  expect(await noren("reconcile", cut, "--json")).toMatchObject({
    code: 1,
    answer: { ok: false, missing: 0 },
  });
});

test("1: a row that cannot be used is a finding, and the others are imported", async () => {
  const answer = {
    ok: false,
    added: 1,
    failed: 1,
    rows: [
      { row: 1, ok: true },
      { row: 2, ok: false, field: "nameKana" },
    ],
  };
  const args = ["import", "stores", STORES, "--merchant", shop.merchantId, "--json", "--as"];
  expect(await noren(...args, "network@a.example")).toMatchObject({ code: 1, answer });
  expect(await noren(...args, "nobody@a.example")).toMatchObject({
    code: 1,
    answer: { ok: false, error: { code: "not_permitted" } },
  });
});

test("0, then 1: a backup is taken once to a folder, and restores nothing into a database in use", async () => {
  const out = join(folder, "copy");
  expect(await noren("backup", "--out", out, "--json")).toMatchObject({ code: 0, answer: { ok: true } });
  expect((await noren("backup", "--out", out)).code).toBe(1);
  const refused = await noren("restore", out);
  expect(refused.code).toBe(1);
  expect(refused.err).toMatch(/in use/);
});

test("0: keys are rotated by an administrator and by nobody else; the queues have nothing dead", async () => {
  expect(await noren("keys", "rotate", "--as", "admin@a.example", "--json")).toMatchObject({
    code: 0,
    answer: { ok: true },
  });
  expect((await noren("keys", "rotate", "--as", "network@a.example")).code).toBe(1);
  expect(await noren("jobs", "list", "--json")).toMatchObject({ code: 0, answer: { ok: true, dead: [] } });
});
