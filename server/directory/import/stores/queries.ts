import { findAddresses } from "@/server/merchants/addresses/queries";
import type { Sql } from "@/server/platform/db";
import { type KnownStore, type Place, type ReadStore, storeKey } from "./rules";

/** Looks places up once for each code of a batch; a chain's stores share many. */
export function placeFinder(): (postalCode: string) => readonly Place[] {
  const known = new Map<string, readonly Place[]>();
  return (postalCode) => {
    const before = known.get(postalCode);
    if (before) return before;
    const places = findAddresses(postalCode);
    known.set(postalCode, places);
    return places;
  };
}

type Row = Omit<KnownStore, "counters"> & { merchantId: string; counters: string[] | null };

export type KnownStores = {
  readonly find: (read: ReadStore, merchantId: string) => KnownStore | undefined;
};

/**
 * The stores of merchants that a batch of rows can mean: those of the same number, and of the same name and address
 * where the row or the store has no number.
 */
export async function findKnownStores(
  sql: Sql,
  merchantIds: readonly string[],
  reads: readonly ReadStore[],
): Promise<KnownStores> {
  if (merchantIds.length === 0) return { find: () => undefined };
  const numbers = reads.flatMap(({ store }) => store.storeNumber ?? []);
  const unnumbered = reads.filter(({ store }) => !store.storeNumber).map(({ store }) => store.postalCode);
  const rows = await sql<Row>(
    `SELECT s.id, s.merchant_id AS "merchantId", s.state, s.store_number AS "storeNumber", s.name, s.name_kana AS "nameKana",
            s.name_latin AS "nameLatin", s.phone, s.postal_code AS "postalCode", s.prefecture, s.city,
            s.address_line AS "addressLine", s.opening_hours AS "openingHours", a.name AS "areaName",
            ARRAY(SELECT c.counter_name FROM code c WHERE c.store_id = s.id AND c.state <> 'retired') AS counters
     FROM (
       SELECT * FROM store WHERE merchant_id = ANY($1::text[]) AND store_number = ANY($2::text[])
       UNION
       SELECT * FROM store WHERE merchant_id = ANY($1::text[]) AND postal_code = ANY($4::text[])
       UNION
       SELECT * FROM store WHERE merchant_id = ANY($1::text[]) AND postal_code = ANY($3::text[]) AND store_number IS NULL
     ) s LEFT JOIN store_area a ON a.id = s.area_id`,
    [
      [...merchantIds],
      numbers,
      [...new Set(reads.map(({ store }) => store.postalCode))],
      [...new Set(unnumbered)],
    ],
  );
  const byNumber = new Map<string, KnownStore>();
  const byKey = new Map<string, KnownStore>();
  for (const { merchantId, ...row } of rows) {
    const store: KnownStore = { ...row, counters: row.counters ?? [] };
    if (store.storeNumber !== null) byNumber.set(`${merchantId} ${store.storeNumber}`, store);
    byKey.set(`${merchantId} ${storeKey(store)}`, store);
  }
  const find = (read: ReadStore, merchantId: string): KnownStore | undefined => {
    const numbered = byNumber.get(`${merchantId} ${read.store.storeNumber ?? ""}`);
    if (numbered || byKey.size === 0) return numbered;
    const twin = byKey.get(`${merchantId} ${storeKey(read.store)}`);
    // A store with another number is another store, though it stands in the same place.
    return twin && read.store.storeNumber && twin.storeNumber ? undefined : twin;
  };
  return { find };
}

/** Stores of other merchants with the same phone number at the same postal code: which of the batch they are. */
export async function findElsewhere(
  sql: Sql,
  merchantId: string,
  reads: readonly ReadStore[],
): Promise<ReadonlySet<string>> {
  const pairs = new Map(reads.map(({ store }) => [elsewhereKey(store), store]));
  const rows = await sql<{ phone: string; postalCode: string }>(
    `SELECT g.phone, g.postal_code AS "postalCode" FROM unnest($1::text[], $2::text[]) AS g(phone, postal_code)
     WHERE EXISTS (SELECT 1 FROM store s WHERE s.phone = g.phone AND s.postal_code = g.postal_code
                   AND s.merchant_id <> $3 AND s.state <> 'terminated')`,
    [
      [...pairs.values()].map(({ phone }) => phone),
      [...pairs.values()].map(({ postalCode }) => postalCode),
      merchantId,
    ],
  );
  return new Set(rows.map(elsewhereKey));
}

/** What two stores of different merchants have in common when they are one place. */
export function elsewhereKey(store: { readonly phone: string; readonly postalCode: string }): string {
  return `${store.phone} ${store.postalCode}`;
}
