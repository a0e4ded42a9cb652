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
      await client.query(PLANT, [JSON.stringify(shops.slice(from, from + BATCH))]);
    }
    await client.query("VACUUM ANALYZE merchant, merchant_search, store");
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

/** One shop of the bed; `index` decides everything that is not given. */
export function directoryShop(
  index: number,
  given: { name?: string; legal?: string; kana?: string; phone?: string } = {},
) {
  const stem = STEMS[index % STEMS.length] ?? "";
  const kind = KINDS[Math.floor(index / STEMS.length) % KINDS.length] ?? "";
  const name = given.name ?? `${stem}${kind} ${index}号店`;
  const legal = given.legal ?? `株式会社${stem}`;
  const text = searchTextOf([name, legal, given.kana ?? ""]);
  return {
    merchantId: id("merchant", index),
    storeId: id("store", index),
    groupId: id("payoutGroup", index),
    name,
    legal,
    kana: given.kana ?? "",
    phone: given.phone ?? `07${(10_000_000 + index).toString()}`,
    prefecture: (1 + (index % 47)).toString().padStart(2, "0"),
    mcc: index % 3 === 0 ? "5411" : "5812",
    state: index % 100 === 7 ? "suspended" : "active",
    ...text,
  };
}

const PLANT = `
  WITH shop AS (
    SELECT * FROM jsonb_to_recordset($1::text::jsonb) AS shop("merchantId" text, "storeId" text, "groupId" text, name text,
      legal text, kana text, phone text, prefecture text, mcc text, state text, folded text, bigrams text[])
  ), merchants AS (
    INSERT INTO merchant (id, tenant_id, legal_name, legal_name_kana, trade_name, entity_type, contact_email, phone,
                          postal_code, prefecture_code, prefecture, city, address_line, mcc, state, created_at, approved_at)
    SELECT "merchantId", "merchantId", legal, kana, name, 'company', 'a@example.jp', phone, '1000001', prefecture, '東京都',
           '千代田区', '千代田1-1', mcc, state, '2026-11-01Z', '2026-11-01Z' FROM shop
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
         '13101', '東京都', '千代田区', '千代田1-1', state, '2026-11-01Z' FROM shop`;
