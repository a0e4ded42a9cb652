import { type IdKind, newId } from "@/server/kernel/ids";
import { searchTextOf } from "@/server/merchants/rules";
import { withClient } from "@/server/platform/database-roles";

const NOW = Date.parse("2026-11-22T01:00:00Z");
const BATCH = 10_000;

export type DirectoryShop = ReturnType<typeof directoryShop>;

/** Plants merchants with a store each, as the owner: tests and benchmarks of the directory start from a full one. */
export async function plantDirectory(ownerUrl: string, shops: readonly DirectoryShop[]): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    for (let from = 0; from < shops.length; from += BATCH) {
      const part = JSON.stringify(shops.slice(from, from + BATCH));
      await client.query(PLANT, [part]);
      await client.query(PROFILE, [part]);
    }
    await client.query(
      "VACUUM ANALYZE merchant, merchant_search, merchant_profile, store, wallet_registration",
    );
  });
}

const STEMS = [
  "青山",
  "花むら",
  "みなと",
  "山川",
  "こまつ",
  "銀座",
  "まるや",
  "ひので",
  "たちばな",
  "いろは",
];
const KINDS = [
  "ベーカリー",
  "食堂",
  "珈琲",
  "ドラッグ",
  "書店",
  "クリーニング",
  "マート",
  "寿司",
  "理髪店",
  "洋品店",
];

function id(kind: IdKind, index: number): string {
  return newId(kind, {
    nowMs: NOW - (1_000_000 - index) * 60_000,
    random: (size) => new Uint8Array(size).map((_, byte) => (index >> (byte * 2)) % 32),
  });
}

const PLACES = [
  ["13", "13113", "東京都", "渋谷区", "神南"],
  ["13", "13101", "東京都", "千代田区", "千代田"],
  ["14", "14103", "神奈川県", "横浜市西区", "みなとみらい"],
  ["27", "27127", "大阪府", "大阪市北区", "梅田"],
  ["23", "23106", "愛知県", "名古屋市中区", "栄"],
  ["40", "40133", "福岡県", "福岡市中央区", "天神"],
  ["01", "01101", "北海道", "札幌市中央区", "北一条西"],
  ["26", "26104", "京都府", "京都市中京区", "寺町通"],
] as const;

/** One shop of the bed; `index` decides everything that is not given. */
export function directoryShop(
  index: number,
  given: { name?: string; legal?: string; kana?: string; phone?: string; addressLine?: string } = {},
) {
  const stem = STEMS[index % STEMS.length] ?? "";
  const kind = KINDS[Math.floor(index / STEMS.length) % KINDS.length] ?? "";
  const name = given.name ?? `${stem}${kind} ${index}号店`;
  const legal = given.legal ?? `株式会社${stem}`;
  const [, municipality, prefectureName, city, town] = PLACES[index % PLACES.length] ?? PLACES[0];
  const addressLine =
    given.addressLine ?? `${town}${1 + (index % 7)}-${1 + (index % 31)}-${1 + (index % 19)}`;
  const kana = given.kana ?? "";
  const text = searchTextOf({
    tradeName: name,
    legalName: legal,
    legalNameKana: kana,
    address: `${prefectureName}${city}${addressLine}`,
    stores: [],
  });
  return {
    merchantId: id("merchant", index),
    storeId: id("store", index),
    groupId: id("payoutGroup", index),
    name,
    legal,
    kana,
    phone: given.phone ?? `07${(10_000_000 + index).toString()}`,
    prefecture: (1 + (index % 47)).toString().padStart(2, "0"),
    municipality,
    prefectureName,
    city,
    addressLine,
    mcc: index % 3 === 0 ? "5411" : "5812",
    state: index % 100 === 7 ? "suspended" : "active",
    // One in fifty is refused by the wallet, one in ten has never been paid, one in twenty has fallen silent.
    registration: index % 50 === 3 ? "rejected" : "approved",
    activity: index % 10 === 4 ? "never" : index % 20 === 5 ? "dormant" : "active",
    manager: index % 4 === 0 ? `per_manager${index % 12}` : null,
    ...text,
  };
}

const PLANT = `
  WITH shop AS (
    SELECT * FROM jsonb_to_recordset($1::text::jsonb) AS shop("merchantId" text, "storeId" text, "groupId" text, name text,
      legal text, kana text, phone text, prefecture text, municipality text, "prefectureName" text, city text,
      "addressLine" text, mcc text, state text, folded text, bigrams text[])
  ), merchants AS (
    INSERT INTO merchant (id, tenant_id, legal_name, legal_name_kana, trade_name, entity_type, contact_email, phone,
                          postal_code, prefecture_code, prefecture, city, address_line, mcc, state, created_at, approved_at)
    SELECT "merchantId", "merchantId", legal, kana, name, 'company', 'a@example.jp', phone, '1000001', prefecture,
           "prefectureName", city, "addressLine", mcc, state, '2026-11-01Z', '2026-11-01Z' FROM shop
  ), searches AS (
    INSERT INTO merchant_search (merchant_id, tenant_id, folded, bigrams)
    SELECT "merchantId", "merchantId", folded, bigrams FROM shop
  ), groups AS (
    INSERT INTO payout_group (id, tenant_id, merchant_id, name, created_at)
    SELECT "groupId", "merchantId", "merchantId", '本店', '2026-11-01Z' FROM shop
  )
  INSERT INTO store (id, tenant_id, merchant_id, payout_group_id, name, name_kana, name_latin, city_latin, mcc, phone,
                     postal_code, prefecture_code, municipality_code, prefecture, city, address_line, state, created_at)
  SELECT "storeId", "merchantId", "merchantId", "groupId", name, kana, 'SHOP', 'TOKYO', mcc, phone, '1000001', prefecture,
         municipality, "prefectureName", city, "addressLine", state, '2026-11-01Z' FROM shop`;

const PROFILE = `
  WITH shop AS (
    SELECT * FROM jsonb_to_recordset($1::text::jsonb) AS shop("merchantId" text, "storeId" text, activity text,
      manager text, registration text)
  ), registrations AS (
    INSERT INTO wallet_registration (id, tenant_id, store_id, wallet_id, state, request_id)
    SELECT 'reg' || substr("storeId", 4), "merchantId", "storeId", 'NOREN_JP', registration, '' FROM shop
  )
  UPDATE merchant_profile p SET activity = shop.activity, manager_id = shop.manager
  FROM shop WHERE p.merchant_id = shop."merchantId"`;

/** Copies every planted shop so many times, with ids of their own, inside the database: a million in a minute or two. */
export async function multiplyDirectory(ownerUrl: string, copies: number): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    await client.query("CREATE TEMPORARY TABLE origin AS SELECT id FROM merchant");
    await client.query("DROP INDEX merchant_search_bigrams_idx");
    await client.query("SET synchronous_commit = off; SET session_replication_role = replica");
    for (let copy = 1; copy <= copies; copy += 1) {
      for (const statement of COPIES) await client.query(statement, [String(copy + 10)]);
    }
    await client.query("SET maintenance_work_mem = '256MB'; SET session_replication_role = origin");
    await client.query("CREATE INDEX merchant_search_bigrams_idx ON merchant_search USING gin (bigrams)");
    await client.query("VACUUM ANALYZE");
  });
}

const other = (column: string) => `overlay(${column} PLACING $1 FROM 5 FOR 0)`;
// The trigger that adds the block is off while copies are made, so the copy says it itself.
const COPIES = [
  `INSERT INTO merchant SELECT (jsonb_populate_record(m, jsonb_build_object('id', ${other("m.id")}, 'tenant_id', ${other("m.id")}))).*
   FROM merchant m JOIN origin USING (id)`,
  `INSERT INTO merchant_search (merchant_id, tenant_id, folded, seq, bigrams)
   SELECT ${other("s.merchant_id")}, ${other("s.merchant_id")}, folded, s.seq + (SELECT count(*) FROM origin) * ($1::bigint - 10),
          array_append(trim_array(bigrams, 1), '#' || ((s.seq + (SELECT count(*) FROM origin) * ($1::bigint - 10)) / 2048)::text)
   FROM merchant_search s JOIN origin ON origin.id = s.merchant_id`,
  `INSERT INTO payout_group SELECT (jsonb_populate_record(g, jsonb_build_object('id', ${other("g.id")},
     'tenant_id', ${other("g.merchant_id")}, 'merchant_id', ${other("g.merchant_id")}))).*
   FROM payout_group g JOIN origin ON origin.id = g.merchant_id`,
  `INSERT INTO store SELECT (jsonb_populate_record(s, jsonb_build_object('id', ${other("s.id")}, 'tenant_id', ${other("s.merchant_id")},
     'merchant_id', ${other("s.merchant_id")}, 'payout_group_id', ${other("s.payout_group_id")}))).*
   FROM store s JOIN origin ON origin.id = s.merchant_id`,
  `INSERT INTO wallet_registration SELECT (jsonb_populate_record(r, jsonb_build_object('id', ${other("r.id")},
     'tenant_id', ${other("r.tenant_id")}, 'store_id', ${other("r.store_id")}))).*
   FROM wallet_registration r JOIN origin ON origin.id = r.tenant_id`,
  `INSERT INTO merchant_profile SELECT (jsonb_populate_record(p, jsonb_build_object('merchant_id', ${other("p.merchant_id")},
     'tenant_id', ${other("p.merchant_id")}))).*
   FROM merchant_profile p JOIN origin ON origin.id = p.merchant_id`,
];

/** Sales by day, place, category and wallet of two months, a hundred million payments. @returns how many */
export async function plantSalesDays(ownerUrl: string): Promise<number> {
  return withClient(ownerUrl, async (client) => {
    await client.query(
      `INSERT INTO sales_day (day_on, municipality_code, mcc, wallet_id, prefecture_code, payments, amount_minor)
       SELECT to_char(date '2026-11-28' - day, 'YYYY-MM-DD'), lpad((1101 + place * 24)::text, 5, '0'), mcc, wallet,
              left(lpad((1101 + place * 24)::text, 5, '0'), 2), 48, 61440
       FROM generate_series(0, 60) AS day, generate_series(0, 1700) AS place,
            unnest(ARRAY['5411','5812','5499','5813','5462','5912','7230','5814','5651','5942']) AS mcc,
            unnest(ARRAY['NOREN_JP','ALIPAY_CN']) AS wallet`,
    );
    await client.query("VACUUM ANALYZE sales_day");
    const counted = await client.query<{ payments: string }>(
      "SELECT sum(payments) AS payments FROM sales_day",
    );
    return Number(counted.rows[0]?.payments ?? 0);
  });
}
