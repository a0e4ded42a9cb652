import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ownerDepsAt, plantShops, type Shop } from "@/bench/payment-bed";
import { mintScope } from "@/server/kernel/scope";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import { depsFor } from "@/server/platform/deps";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { readTable } from "../table/document";
import { importStores } from "./commands";
import { matchStoreColumns, type TypedStore, typedStore } from "./schema";

const NOW = Date.parse("2026-11-22T03:00:00Z");
const TABLE = `店舗名,店舗名カナ,郵便番号,番地,電話番号,業種コード
のれん亭 二号店,ノレンテイ ニゴウテン,100-0001,千代田2-2,03-1234-5678,5812
のれん亭 三号店,のれんてい,１００－０００１,千代田3-3,,
,ノレンテイ,100-0001,千代田4-4,,
のれん亭 五号店,漢字店,100-0001,千代田5-5,,
のれん亭 六号店,ノレンテイ,000-0000,千代田6-6,,
のれん亭　二号店,ノレンテイ,1000001,千代田2-2,,
`;
let database: TestDatabase;
let shop: Shop;
let other: Shop;
const sql = () => sqlOfClient(poolFor("jobs"));
const network = () =>
  depsFor(
    mintScope({ kind: "operator", personId: "per_n", role: "network_manager" }),
    { kind: "person", id: "per_n" },
    "req_i",
    NOW,
  );

beforeAll(async () => {
  database = await testDatabase();
  const [first, second] = await plantShops(database.urls.superuser, 2);
  if (!first || !second) throw new Error("no shops");
  shop = first;
  other = second;
});
afterAll(() => database.drop());

async function rowsOf(text: string): Promise<readonly TypedStore[]> {
  const rows: TypedStore[] = [];
  const source = (async function* () {
    yield Buffer.from(text);
  })();
  for await (const batch of readTable(source, { encoding: "utf-8", delimiter: "," })) {
    const { columns } = matchStoreColumns(batch.header);
    rows.push(...batch.rows.map((row) => typedStore(columns, row)));
  }
  return rows;
}

async function storeCount(): Promise<number | undefined> {
  const [row] = await sql()<{ stores: number }>(
    "SELECT count(*)::int AS stores FROM store WHERE merchant_id = $1",
    [shop.merchantId],
  );
  return row?.stores;
}

describe("a table of stores", () => {
  const input = async (dryRun: boolean) => ({
    merchantId: shop.merchantId,
    rows: await rowsOf(TABLE),
    dryRun,
  });

  test("a dry run says what each row would become and changes nothing", async () => {
    const before = await storeCount();
    expect(await importStores(network(), await input(true))).toMatchObject([
      { row: 1, ok: true, known: false },
      { row: 2, ok: true, known: false },
      { row: 3, ok: false, field: "name", reason: "required" },
      { row: 4, ok: false, field: "nameKana", reason: "kana" },
      { row: 5, ok: false, field: "postalCode", reason: "postal_code" },
      { row: 6, ok: true, known: true },
    ]);
    expect(await storeCount()).toBe(before);
  });

  test("good rows become stores with a code and queued registrations, once, however often they are loaded", async () => {
    const before = (await storeCount()) ?? 0;
    const first = await importStores(network(), await input(false));
    expect(await storeCount()).toBe(before + 2);
    expect(first.filter((row) => row.ok && !row.known)).toHaveLength(2);
    const made = (
      await sql()<{ id: string }>("SELECT id FROM store WHERE merchant_id = $1 AND id <> $2", [
        shop.merchantId,
        shop.storeId,
      ])
    ).map(({ id }) => id);
    expect(made).toHaveLength(2);
    const placed = await sql()(
      `SELECT (SELECT count(*)::int FROM code WHERE store_id = ANY($1)) AS codes,
              (SELECT count(*)::int FROM wallet_registration WHERE store_id = ANY($1) AND state = 'waiting') AS waiting,
              (SELECT count(*)::int FROM audit_event WHERE subject_id = ANY($1) AND action = 'store.add') AS told,
              (SELECT count(*)::int FROM outbox_event WHERE subject_id = ANY($1) AND type = 'store.added') AS events`,
      [made],
    );
    expect(placed).toEqual([{ codes: 2, waiting: 4, told: 2, events: 2 }]);
    const again = await importStores(network(), await input(false));
    expect(again.filter((row) => row.ok).map((row) => row.ok && row.outcome)).toEqual([
      "keep",
      "keep",
      "keep",
    ]);
    expect(await storeCount()).toBe(before + 2);
  });

  test("a merchant's own people reach their own merchant and no other", async () => {
    const deps = ownerDepsAt(shop, NOW);
    await expect(
      importStores(deps, { ...(await input(true)), merchantId: other.merchantId }),
    ).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await importStores(deps, await input(true))).toHaveLength(6);
  });
});
