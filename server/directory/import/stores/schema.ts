import { type MatchedColumns, matchColumns, type TypedRow, valuesOf } from "../table/rules";

/** What a column may be called; the first is what is written in templates. */
export const STORE_COLUMNS = {
  storeNumber: [
    "店舗番号",
    "店番",
    "店舗コード",
    "店番号",
    "store number",
    "store no",
    "store id",
    "store code",
  ],
  name: ["店舗名", "name", "store name"],
  nameKana: ["店舗名カナ", "店舗名（カナ）", "フリガナ", "カナ", "name kana", "kana", "store name kana"],
  nameLatin: ["英字名", "店舗名（英字）", "ローマ字", "name latin", "latin name", "english name"],
  area: ["エリア", "地区", "ブロック", "area", "region", "district"],
  phone: ["電話番号", "電話", "tel", "phone", "phone number"],
  postalCode: ["郵便番号", "〒", "zip", "zip code", "postal code"],
  prefecture: ["都道府県", "prefecture"],
  city: ["市区町村", "city"],
  addressLine: ["番地", "住所", "町名・番地", "町名番地", "address", "address line"],
  mcc: ["業種コード", "業種", "mcc", "category"],
  openingHours: ["営業時間", "opening hours", "hours"],
  counters: ["レジ名", "売場名", "カウンター", "counters", "tills", "counter names"],
} as const;

export type StoreColumn = keyof typeof STORE_COLUMNS;

export const STORE_REQUIRED: readonly StoreColumn[] = ["name", "nameKana", "postalCode", "addressLine"];

/** A row as it was typed; `row` counts from 1 below the header, as people count. */
export type TypedStore = {
  readonly row: number;
  readonly values: Readonly<Partial<Record<StoreColumn, string>>>;
};

/** Reads the header of a table of stores. @throws TableError missing_columns, double_column */
export function matchStoreColumns(header: readonly string[]): MatchedColumns<StoreColumn> {
  return matchColumns(header, STORE_COLUMNS, STORE_REQUIRED);
}

/** A row of cells by its columns. */
export function typedStore(
  columns: MatchedColumns<StoreColumn>["columns"],
  { row, cells }: TypedRow,
): TypedStore {
  return { row, values: valuesOf(columns, cells) };
}
