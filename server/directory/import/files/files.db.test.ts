import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  jobDepsAt,
  makeNetworkKeys,
  ownerDepsAt,
  plantShops,
  pushMessage,
  type Shop,
  send as sendNetwork,
} from "@/bench/payment-bed";
import { mintScope } from "@/server/kernel/scope";
import { withClient } from "@/server/platform/database-roles";
import { poolFor, read, sqlOfClient } from "@/server/platform/db";
import { depsFor } from "@/server/platform/deps";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { storeCsv } from "../../export/document";
import { listStoresToExport } from "../../export/queries";
import { acceptImport, cancelImport, confirmImport } from "./commands";
import { failedRows } from "./document";
import { expireImports } from "./expiry/jobs";
import { keptFile } from "./gateway";
import { runNextImport } from "./jobs";
import { getImport, listImportRows } from "./queries";
import { IMPORT_KEPT_MS } from "./rules";

const NOW = Date.UTC(2026, 10, 28, 7);
const ACCEPTED = { result: { resultCode: "SUCCESS" } };
const HEAD = "店舗番号,店舗名,店舗名カナ,郵便番号,番地,電話番号,エリア,レジ名";
const keys = makeNetworkKeys();
const folder = mkdtempSync(join(tmpdir(), "noren-imports-"));
let database: TestDatabase;
let shop: Shop;
let other: Shop;

beforeAll(async () => {
  database = await testDatabase({ ...keys.env, STORAGE_URL: `file:${folder}` });
});
beforeEach(async () => {
  const [first, second] = await plantShops(database.urls.superuser, 2);
  if (!first || !second) throw new Error("no shops");
  [shop, other] = [first, second];
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const owner = (whose = shop) => ownerDepsAt(whose, NOW);
const sql = () => sqlOfClient(poolFor("jobs"));
async function* source(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
const line = (at: number, given: { name?: string; postal?: string; area?: string; tills?: string } = {}) => {
  const {
    name = `のれん ${at}号店`,
    postal = "100-0001",
    area = at % 2 === 0 ? "東" : "西",
    tills = "",
  } = given;
  return `${at.toString().padStart(5, "0")},${name},ノレン,${postal},千代田1-${at},03-1234-${(1_000 + (at % 9_000)).toString()},${area},"${tills}"`;
};
const file = (lines: readonly string[]) => `\uFEFF${[HEAD, ...lines].join("\r\n")}\r\n`;

async function send(text: string, whose = shop): Promise<string> {
  const input = { kind: "stores", merchantId: null, fileName: "店舗.csv", source: source(text) } as const;
  return (await acceptImport(owner(whose), input)).importId;
}
async function work(): Promise<void> {
  while ((await runNextImport(jobDepsAt(NOW))) > 0);
}
const look = (importId: string, whose = shop) =>
  read(owner(whose).scope, (tx) => getImport(tx, owner(whose).scope, importId));
const rowsOf = (importId: string, outcome?: "fail", afterRow = 0) =>
  read(owner().scope, (tx) => listImportRows(tx, owner().scope, { importId, outcome, afterRow, limit: 2 }));
async function textOf(chunks: AsyncGenerator<string>): Promise<string> {
  let text = "";
  for await (const chunk of chunks) text += chunk;
  return text;
}
async function loaded(): Promise<Record<string, number>> {
  const [row] = await sql()<Record<string, number>>(
    `SELECT count(*)::int AS stores, count(DISTINCT s.store_number)::int AS numbers,
            (SELECT count(*)::int FROM code WHERE tenant_id = $1) AS codes,
            (SELECT count(*)::int FROM wallet_registration WHERE tenant_id = $1) AS registrations,
            (SELECT count(*)::int FROM audit_event WHERE tenant_id = $1 AND action = 'store.add') AS told
     FROM store s WHERE s.merchant_id = $1 AND s.store_number IS NOT NULL`,
    [shop.merchantId],
  );
  return row ?? {};
}

/** Cuts the worker's connections while one of them is at a statement. @returns whether one was */
const cutDuring = (statement: string): Promise<boolean> =>
  withClient(database.urls.superuser, async (client) => {
    const cut = await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()
         AND application_name = 'noren-jobs' AND state = 'active' AND position($1 IN query) > 0`,
      [statement],
    );
    return (cut.rowCount ?? 0) > 0;
  });

describe("a table of stores", () => {
  test("is shown before anything happens, committed on a word, corrected from its failed rows, and never doubled", async () => {
    const lines = [
      line(1),
      line(2, { postal: "999-9999" }),
      line(3, { name: "" }),
      line(4),
      line(4, { name: "二度目" }),
    ];
    const importId = await send(file(lines));
    await work();
    const seen = { state: "checked", rows: 5, created: 2, changed: 0, kept: 0, failed: 3 };
    expect(await look(importId)).toMatchObject(seen);
    expect((await loaded()).stores).toBe(0);
    const failing = [...(await rowsOf(importId, "fail")).rows, ...(await rowsOf(importId, "fail", 3)).rows];
    expect(failing).toMatchObject([
      { row: 2, problems: [{ field: "postalCode", reason: "postal_code", cell: "D3", value: "999-9999" }] },
      { row: 3, problems: [{ field: "name", reason: "required", cell: "B4" }] },
      { row: 5, problems: [{ field: "storeNumber", reason: "duplicate", cell: "A6", other: 4 }] },
    ]);
    await confirmImport(owner(), { importId });
    await work();
    expect(await look(importId)).toMatchObject({ state: "done", doneRows: 5, created: 2, failed: 3 });
    expect(await loaded()).toMatchObject({ stores: 2, numbers: 2, codes: 3, registrations: 6, told: 2 });

    const nextPage = (afterRow: number) => rowsOf(importId, "fail", afterRow);
    const failed = await textOf(
      failedRows(await look(importId), { file: keptFile(importId, 1), nextPage }, "ja"),
    );
    expect(failed).toContain("999-9999");
    expect(failed).toContain("D3 郵便番号");
    const corrected = failed.replace("999-9999", "100-0001").replace(',"","ノレン"', ',"三号店","ノレン"');
    const again = await send(corrected);
    await work();
    expect(await look(again)).toMatchObject({ rows: 3, created: 2, changed: 1, failed: 0 });
    await confirmImport(owner(), { importId: again });
    await work();
    expect(await loaded()).toMatchObject({ stores: 4, numbers: 4, told: 4 });
    const [area] = await sql()<{ areas: number }>(
      "SELECT count(*)::int AS areas FROM store_area WHERE tenant_id = $1",
      [shop.merchantId],
    );
    expect(area?.areas).toBe(2);
  });

  test("comes out as it went in: an export of the stores changes nothing when it is loaded", async () => {
    const importId = await send(file([line(1, { tills: "食品\r\n化粧品" }), line(2)]));
    await work();
    await confirmImport(owner(), { importId });
    await work();
    expect(await loaded()).toMatchObject({ stores: 2, codes: 4 });
    const csv = await textOf(
      storeCsv((afterId) => {
        const { scope } = owner();
        return read(scope, (tx) => listStoresToExport(tx, scope, { text: "", ...(afterId && { afterId }) }));
      }, "ja"),
    );
    const back = await send(csv);
    await work();
    expect(await look(back)).toMatchObject({ rows: 3, created: 0, changed: 0, kept: 3, failed: 0 });
  });

  test("killed at any moment and resumed is the file's stores, once", async () => {
    const count = 9_000;
    const importId = await send(file(Array.from({ length: count }, (_, at) => line(at + 1))));
    await work();
    await confirmImport(owner(), { importId });
    // One fewer than the failures in a row after which an import is given up: all of them may meet the same batch.
    const steps = [
      "INSERT INTO store ",
      "INSERT INTO code",
      "INSERT INTO wallet_registration",
      "UPDATE import_job",
    ];
    for (let more = 1; more > 0; ) {
      let ended = false;
      const round = runNextImport(jobDepsAt(NOW)).finally(() => {
        ended = true;
      });
      const step = steps.shift();
      if (step !== undefined) while (!ended && !(await cutDuring(step)));
      more = await round.catch(() => 1);
    }
    expect(await look(importId)).toMatchObject({ state: "done", created: count, doneRows: count });
    expect(await loaded()).toEqual({
      stores: count,
      numbers: count,
      codes: count + 1,
      registrations: 2 * count + 2,
      told: count,
    });
  });

  test("is called off: what waits is not begun, and the same file goes on from there", async () => {
    const importId = await send(file([line(1), line(2)]));
    await work();
    expect(await send(file([line(1)]), other)).toMatch(/^imj_/);
    await cancelImport(owner(), { importId });
    expect(await look(importId)).toMatchObject({ state: "cancelled", doneRows: 0 });
    await expect(confirmImport(owner(), { importId })).rejects.toThrow("import_state");
  });

  test("that is no table ends in a reason, and an unconfirmed one is cleared away in time", async () => {
    const importId = await send("商品,価格\r\nりんご,100\r\n");
    await work();
    expect(await look(importId)).toMatchObject({
      state: "refused",
      problem: "missing_columns",
      detail: { columns: ["店舗名", "店舗名カナ", "郵便番号", "番地"] },
    });
    while ((await expireImports(jobDepsAt(NOW + IMPORT_KEPT_MS + 1))) > 0);
    expect(await look(importId)).toMatchObject({ state: "expired" });
  });

  test("of another merchant, or under a manager of some stores, is as if it did not exist (G16)", async () => {
    const importId = await send(file([line(1)]));
    await expect(look(importId, other)).rejects.toThrow("not_found");
    await expect(confirmImport(owner(other), { importId })).rejects.toThrow("not_found");
    const some = { ...owner(), scope: { ...owner().scope, storeIds: [shop.storeId] } };
    await expect(cancelImport(some, { importId })).rejects.toThrow("not_permitted");
    await work();
  });
});

describe("a table of merchants", () => {
  const manager = depsFor(
    mintScope({ kind: "operator", personId: "per_n", role: "network_manager" }),
    { kind: "person", id: "per_n" },
    "req_m",
    NOW,
  );
  const LEGACY = "https://old.example/pay?shop=4711";
  const HEADER =
    "加盟店番号,法人名,法人名カナ,メールアドレス,手数料率,契約日,銀行コード,支店コード,口座番号,口座名義カナ,既存コード,登録済みウォレット,店舗番号,店舗名,カナ,電話番号,郵便番号,番地,業種コード";
  const row = (
    number: string,
    store: string,
    given: { rate?: string; branch?: string; code?: string } = {},
  ) =>
    `${number},さくら${number}株式会社,サクラ,o@${number}.example.jp,${given.rate ?? "2.5%"},2024/4/1,1,${given.branch ?? "1"},1234567,カ）サクラ,${given.code ?? ""},NOREN_JP ALIPAY_CN,${store},さくら ${store}店,サクラ,03-1111-2222,100-0001,1-${store},5812`;
  const look = (importId: string) => read(manager.scope, (tx) => getImport(tx, manager.scope, importId));

  async function load(lines: readonly string[]): Promise<string> {
    const input = { kind: "merchants", merchantId: null, fileName: "加盟店.csv" } as const;
    const { importId } = await acceptImport(manager, {
      ...input,
      source: source([HEADER, ...lines].join("\r\n")),
    });
    await work();
    return importId;
  }

  test("brings shops in with contract, account and the code that is at the till already, once", async () => {
    await withClient(database.urls.superuser, async (client) => {
      await client.query(`INSERT INTO bank (code, name, name_kana, name_hiragana, name_transfer, folded)
        VALUES ('0001', 'a', 'a', 'a', 'a', 'a') ON CONFLICT DO NOTHING`);
      await client.query(`INSERT INTO bank_branch (bank_code, code, name, name_kana, name_transfer, folded)
        VALUES ('0001', '001', 'a', 'a', 'a', 'a') ON CONFLICT DO NOTHING`);
    });
    const lines = [
      row("M1", "1", { code: LEGACY }),
      row("M1", "2"),
      row("M2", "1", { rate: "99" }),
      row("M3", "1", { branch: "999" }),
      row("M4", "1"),
      row("M4", "1"),
    ];
    const importId = await load(lines);
    expect(await look(importId)).toMatchObject({ state: "checked", created: 3, failed: 3 });
    await confirmImport(manager, { importId });
    await work();
    expect(await look(importId)).toMatchObject({ state: "done", created: 3 });
    const made = await sql()<Record<string, unknown>>(
      `SELECT m.external_number, c.fee_basis_points, c.valid_from_on, count(s.id)::int AS stores,
              (SELECT count(*)::int FROM wallet_registration r WHERE r.tenant_id = m.id AND r.state = 'approved') AS live
       FROM merchant m JOIN contract c ON c.merchant_id = m.id JOIN store s ON s.merchant_id = m.id
       WHERE m.external_number LIKE 'M%' GROUP BY m.id, c.id ORDER BY 1`,
    );
    const terms = { fee_basis_points: 250, valid_from_on: "2024-04-01" };
    expect(made).toEqual([
      { external_number: "M1", ...terms, stores: 2, live: 4 },
      { external_number: "M4", ...terms, stores: 1, live: 2 },
    ]);
    const push = pushMessage(shop, { codeValue: LEGACY, paymentId: "legacy-1" });
    expect(await sendNetwork(keys, "payments/pushPayment", push, NOW)).toMatchObject(ACCEPTED);
    const again = await load([...lines, row("M4", "2"), row("M5", "1", { code: LEGACY })]);
    expect(await look(again)).toMatchObject({ created: 1, kept: 3, failed: 4 });
    await confirmImport(manager, { importId: again });
    await work();
    const [m4] = await sql()<{ stores: number }>(
      "SELECT count(*)::int AS stores FROM store s JOIN merchant m ON m.id = s.merchant_id WHERE m.external_number = 'M4'",
    );
    expect(m4?.stores).toBe(2);
  });
});
