import { parse } from "csv-parse/sync";
import { decodeTable } from "@/server/kernel/table-text";

/** What a column may be called; the first is what is written in templates. */
export const STORE_COLUMNS = {
  name: ["店舗名", "name", "store name"],
  nameKana: ["店舗名カナ", "店舗名（カナ）", "フリガナ", "カナ", "name kana", "kana"],
  nameLatin: ["英字名", "店舗名（英字）", "ローマ字", "name latin", "latin name", "english name"],
  phone: ["電話番号", "電話", "tel", "phone"],
  postalCode: ["郵便番号", "〒", "zip", "zip code", "postal code"],
  prefecture: ["都道府県", "prefecture"],
  city: ["市区町村", "city"],
  addressLine: ["番地", "住所", "町名・番地", "address", "address line"],
  mcc: ["業種コード", "業種", "mcc", "category"],
  openingHours: ["営業時間", "opening hours", "hours"],
} as const;

export type StoreColumn = keyof typeof STORE_COLUMNS;

/** A row as it was typed; `row` counts from 1 below the header, as people count. */
export type TypedStore = {
  readonly row: number;
  readonly values: Readonly<Partial<Record<StoreColumn, string>>>;
};

export type StoreTable =
  | { readonly ok: true; readonly rows: readonly TypedStore[] }
  | { readonly ok: false; readonly missing: readonly StoreColumn[] };

const REQUIRED: readonly StoreColumn[] = ["name", "nameKana", "postalCode", "addressLine"];

function columnOf(header: string): StoreColumn | undefined {
  const plain = header
    .normalize("NFKC")
    .replace(/[_\s]+/g, " ")
    .trim()
    .toLowerCase();
  const names = Object.entries(STORE_COLUMNS).find(([key, known]) =>
    [key, ...known].some((name) => name.normalize("NFKC").toLowerCase() === plain),
  );
  return STORE_KEYS.find((key) => key === names?.[0]);
}

const STORE_KEYS: readonly StoreColumn[] = [
  "name",
  "nameKana",
  "nameLatin",
  "phone",
  "postalCode",
  "prefecture",
  "city",
  "addressLine",
  "mcc",
  "openingHours",
];

/** Reads a table of stores by its header, in any order of columns; columns that it does not know are left alone. */
export function readStoreTable(bytes: Uint8Array): StoreTable {
  const text = decodeTable(bytes);
  const lines: string[][] = parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true });
  const [header = [], ...body] = lines;
  const columns = header.map(columnOf);
  const missing = REQUIRED.filter((column) => !columns.includes(column));
  if (missing.length > 0) return { ok: false, missing };
  const rows = body.map((cells, at) => ({
    row: at + 1,
    values: Object.fromEntries(
      columns.flatMap((column, index) => (column ? [[column, cells[index]?.trim() ?? ""]] : [])),
    ),
  }));
  return { ok: true, rows };
}
