import { afterAll, beforeAll, expect, test } from "vitest";
import { makeNetworkKeys, plantShops, type Shop } from "@/bench/payment-bed";
import { mintScope, type OperatorScope } from "@/server/kernel/scope";
import { withClient } from "@/server/platform/database-roles";
import { read } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { merchantStoresInput } from "../schema";
import { listDirectoryStores } from "./queries";

const MANY = 2_500;
const scope: OperatorScope = mintScope({ kind: "operator", personId: "per_op", role: "support" });
let database: TestDatabase;
let shops: Shop[] = [];

const shopAt = (at: number): Shop => {
  const shop = shops[at];
  if (shop === undefined) throw new Error("no shop");
  return shop;
};
const list = (text: string | undefined, afterId?: string, limit = 20) =>
  read(scope, (tx) =>
    listDirectoryStores(tx, scope, { merchantId: shopAt(0).merchantId, text, afterId, limit }),
  );
const numbersOf = async (text: string) =>
  (await list(text)).stores.map(({ storeNumber, name }) => storeNumber ?? name);

beforeAll(async () => {
  database = await testDatabase(makeNetworkKeys().env);
  shops = await plantShops(database.urls.superuser, 2);
  await withClient(database.urls.superuser, (client) =>
    client.query(
      `INSERT INTO store (id, tenant_id, merchant_id, payout_group_id, name, name_kana, name_latin, city_latin, mcc, phone,
                          postal_code, prefecture_code, municipality_code, prefecture, city, address_line, state,
                          store_number, created_at)
       SELECT 'sto_zz' || lpad(n::text, 6, '0'), tenant_id, merchant_id, payout_group_id,
              CASE n WHEN 7 THEN 'カフェ・ド・パリ 銀座' WHEN ${MANY} THEN 'ｻｸﾗﾏｰﾄ 梅田' ELSE n || '番街' END,
              CASE n WHEN 8 THEN 'ハチバンガイ' ELSE 'バンガイ' END, name_latin, city_latin, mcc, phone, postal_code,
              prefecture_code, municipality_code, prefecture, city, address_line, state, 'T-' || lpad(n::text, 4, '0'),
              created_at
       FROM store CROSS JOIN generate_series(1, ${MANY}) AS n WHERE id = $1`,
      [shopAt(0).storeId],
    ),
  );
});
afterAll(() => database.drop());

test.each([
  ["かふぇどぱり", ["T-0007"]],
  ["銀座 ｶﾌｪ", ["T-0007"]],
  ["はちばん", ["T-0008"]],
  ["さくらマート", ["T-2500"]],
  ["2500", []],
  ["t-2500", ["T-2500"]],
  ["Ｔ－２４９", Array.from({ length: 10 }, (_, at) => `T-249${at}`)],
  ["sto_zz000011", ["T-0011"]],
  ["存在しない店", []],
  ["・", []],
])("%s finds among the stores of a chain what is meant", async (text, numbers) => {
  expect(await numbersOf(text)).toEqual(numbers);
});

test("a code finds the store where it hangs, and a code of another merchant finds nothing", async () => {
  const { code, storeId } = shopAt(0);
  const found = await list(`${code.slice(0, 5)} ${code.slice(5).toLowerCase()}`);
  expect(found.stores.map(({ id }) => id)).toEqual([storeId]);
  expect((await list(shopAt(1).code)).stores).toEqual([]);
});

test("pages of a search give each store that is meant once, and no other", async () => {
  const pages: string[] = [];
  let afterId: string | undefined;
  do {
    const page = await list("番街", afterId, 100);
    pages.push(...page.stores.map(({ id }) => id));
    afterId = page.nextAfterId ?? undefined;
  } while (afterId !== undefined);
  expect(pages).toHaveLength(MANY - 2);
  expect([...new Set(pages)].sort()).toEqual(pages);
});

test("an empty text is none, and then all stores are listed", async () => {
  const { merchantId } = shopAt(0);
  expect(merchantStoresInput.parse({ merchantId, text: " " }).text).toBeUndefined();
  expect((await list(undefined)).stores).toHaveLength(20);
});
