import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { jobDepsAt } from "@/bench/payment-bed";
import { heard } from "@/server/alerts/events";
import { deliverOutbox } from "@/server/events/jobs";
import { mintScope } from "@/server/kernel/scope";
import { withClient } from "@/server/platform/database-roles";
import { poolFor, read, sqlOfClient } from "@/server/platform/db";
import { depsFor } from "@/server/platform/deps";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { acceptImport, confirmImport } from "../../import/files/commands";
import { runNextImport } from "../../import/files/jobs";
import { getImport } from "../../import/files/queries";
import { inviteOwners, stopInvitations } from "../../import/invitations/commands";
import { countInvitations } from "../../import/invitations/queries";
import { INVITATIONS_A_MINUTE } from "../../import/invitations/rules";
import type { DirectoryFilters } from "../../schema";
import { recordMerchantExport } from "./commands";
import { merchantCsv } from "./document";
import { listMerchantsToExport } from "./queries";

const NOW = Date.UTC(2026, 10, 28, 7);
const HEADER =
  "加盟店番号,法人名,法人名カナ,メールアドレス,手数料率,契約日,銀行コード,支店コード,口座番号,口座名義カナ,既存コード,登録済みウォレット,店舗番号,店舗名,カナ,電話番号,郵便番号,番地,業種コード";
const MERCHANTS = INVITATIONS_A_MINUTE + 5;
const folder = mkdtempSync(join(tmpdir(), "noren-exports-"));
const manager = () =>
  depsFor(
    mintScope({ kind: "operator", personId: "per_n", role: "network_manager" }),
    { kind: "person", id: "per_n" },
    "req_m",
    NOW,
  );
let database: TestDatabase;

const row = (number: number, store: number) =>
  `M${number},さくら${number}株式会社,サクラ,o@m${number}.example.jp,2.5%,2024/4/1,1,1,1234567,カ）サクラ,${number === 1 && store === 1 ? "https://old.example/1" : ""},NOREN_JP,${store},さくら ${store}店,サクラ,03-1111-2222,100-0001,${number}-${store},5812`;

const ask = (text: string) =>
  withClient(database.urls.superuser, async (client) => (await client.query(text)).rows);

async function load(table: string, { invites = false } = {}): Promise<string> {
  async function* source(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(table);
  }
  const input = { kind: "merchants", merchantId: null, fileName: "加盟店.csv" } as const;
  const { importId } = await acceptImport(manager(), { ...input, source: source() });
  while ((await runNextImport(jobDepsAt(NOW))) > 0);
  const { created, failed, rows } = await look(importId);
  if (created > 0 && failed < rows) await confirmImport(manager(), { importId, invites });
  while ((await runNextImport(jobDepsAt(NOW))) > 0);
  return importId;
}
const look = (importId: string) => read(manager().scope, (tx) => getImport(tx, manager().scope, importId));
const invited = (importId: string) =>
  read(manager().scope, (tx) => countInvitations(tx, manager().scope, importId));

async function takeOut(filters: DirectoryFilters): Promise<string> {
  await recordMerchantExport(manager(), filters);
  const { scope } = manager();
  let text = "";
  const lines = merchantCsv(
    (cursor) => read(scope, (tx) => listMerchantsToExport(tx, scope, { ...filters, cursor })),
    "ja",
  );
  for await (const line of lines) text += line;
  return text;
}

beforeAll(async () => {
  database = await testDatabase({ STORAGE_URL: `file:${folder}` });
  await ask(`INSERT INTO bank (code, name, name_kana, name_hiragana, name_transfer, folded)
    VALUES ('0001', 'a', 'a', 'a', 'a', 'a') ON CONFLICT DO NOTHING`);
  await ask(`INSERT INTO bank_branch (bank_code, code, name, name_kana, name_transfer, folded)
    VALUES ('0001', '001', 'a', 'a', 'a', 'a') ON CONFLICT DO NOTHING`);
  await ask(
    "INSERT INTO person (id, email, name, locale, created_at) VALUES ('per_n', 'n@example.jp', '田中', 'ja', now())",
  );
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

test("owners of imported merchants are invited a minute's worth at a time, once, until somebody stops it", async () => {
  const rows = Array.from({ length: MERCHANTS }, (_, at) => row(at + 1, 1));
  const importId = await load([HEADER, ...rows, row(1, 2)].join("\r\n"), { invites: true });
  expect(await look(importId)).toMatchObject({ state: "done", created: MERCHANTS + 1, invites: true });
  expect(await invited(importId)).toMatchObject({ waiting: MERCHANTS, sent: 0 });
  await ask(`INSERT INTO membership (id, person_id, tenant_id, role, store_ids, created_at)
    SELECT 'mem_m1', 'per_n', id, 'owner', '{}', now() FROM merchant WHERE external_number = 'M1'`);
  expect(await inviteOwners(jobDepsAt(NOW))).toBe(INVITATIONS_A_MINUTE - 1);
  expect(await invited(importId)).toMatchObject({
    waiting: 5,
    sent: INVITATIONS_A_MINUTE - 1,
    not_needed: 1,
  });
  expect(await stopInvitations(manager(), { importId })).toEqual({ stopped: 5 });
  expect(await inviteOwners(jobDepsAt(NOW))).toBe(0);
  const letters = await ask(
    "SELECT count(*)::int AS letters, count(DISTINCT tenant_id)::int AS merchants FROM invitation WHERE role = 'owner'",
  );
  expect(letters).toEqual([{ letters: INVITATIONS_A_MINUTE - 1, merchants: INVITATIONS_A_MINUTE - 1 }]);
});

test("who asked for an import hears how it ended", async () => {
  await load(`${HEADER}\r\n${row(900, 1)}\r\n${row(901, 1).replace("2.5%", "99")}`);
  await load("何でもない");
  while ((await deliverOutbox(jobDepsAt(NOW), [heard])) > 0);
  const news = await ask(
    "SELECT kind, href, params FROM notification WHERE person_id = 'per_n' AND kind LIKE 'import%' ORDER BY kind",
  );
  expect(news.map(({ kind }) => kind)).toEqual(["import_done", "import_failed", "import_faulty"]);
  expect(news[2]).toMatchObject({ params: { file: "加盟店.csv", count: 1, faulty: 1 } });
  expect(news[0].href).toMatch(/^\/ops\/imports\/imj_/);
});

test("a list that is taken out has what the filters select and comes in again unchanged, with the log knowing of it", async () => {
  await ask("UPDATE merchant SET external_number = NULL WHERE external_number = 'M2'");
  const all = await takeOut({});
  const lines = all.trimEnd().split("\r\n");
  expect(lines[0]).toContain('"加盟店番号","法人名"');
  const stores = await ask("SELECT count(*)::int AS n FROM store");
  expect(lines.length - 1).toBe(stores[0].n);
  expect(all).toContain("https://old.example/1");
  expect(all).not.toContain("1234567");
  const again = await load(all);
  expect(await look(again)).toMatchObject({
    state: "checked",
    created: 0,
    changed: 0,
    failed: 0,
    kept: stores[0].n,
  });
  const few = await takeOut({ text: "さくら17株式会社" });
  expect(few.trimEnd().split("\r\n")).toHaveLength(2);
  const unknown = all.replace(/mer_[0-9a-z]+/, "mer_01zzzz");
  expect(await look(await load(unknown))).toMatchObject({ failed: 1 });
  const told = await sqlOfClient(poolFor("jobs"))(
    "SELECT 1 FROM audit_event WHERE action = 'directory.export'",
  );
  expect(told).toHaveLength(2);
});

test("a chain with more stores than a page has goes over pages, each store once", async () => {
  await ask(`INSERT INTO store SELECT (jsonb_populate_record(NULL::store, to_jsonb(s) || jsonb_build_object('id', 'sto_zz' || lpad(n::text, 5, '0'),
    'store_number', 'Z' || n))).* FROM (SELECT * FROM store LIMIT 1) s, generate_series(1, 2500) n`);
  const lines = (await takeOut({})).trimEnd().split("\r\n").slice(1);
  const [{ n }] = await ask("SELECT count(*)::int AS n FROM store");
  expect(lines).toHaveLength(n);
  expect(new Set(lines).size).toBe(n);
});
