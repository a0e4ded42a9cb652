import { messagesOf } from "@/messages/messages";
import { CSV_BOM, csvLine } from "@/server/kernel/csv";
import type { Language } from "@/server/kernel/languages";
import { columnName, headerOf } from "../columns/rules";
import { MERCHANT_COLUMNS, type MerchantColumn } from "../merchants/schema";
import { ROW_REASONS, type RowReason } from "../stores/rules";
import { STORE_COLUMNS, type StoreColumn } from "../stores/schema";
import { readTable } from "../table/document";
import { type ColumnNames, keysOf } from "../table/rules";
import type { ImportedRow, ImportView } from "./queries";
import type { ImportKind } from "./rules";

/** How many rows are looked up at once. */
const PAGE_ROWS = 200;

/** What stands in the way of a row, in words: the cell as the spreadsheet names it, its column, and the reason. */
export function problemText(
  problem: ImportedRow["problems"][number],
  header: string,
  language: Language,
): string {
  const words = messagesOf(language).imports.reason;
  const reason: RowReason = ROW_REASONS.find((known) => known === problem.reason) ?? "required";
  const other = problem.other === undefined ? "" : `${problem.other + 1}`;
  return `${[problem.cell, header].filter(Boolean).join(" ")}: ${words[reason].replace("{other}", other)}`;
}

/** What a column is called in the file itself, else as templates write it. */
export function headerIn(view: Pick<ImportView, "form">, field: string, language: Language): string {
  const at = view.form?.columns.indexOf(field) ?? -1;
  return view.form?.header[at] ?? columnName(field, language);
}

type Sources = {
  /** The kept file. */
  readonly file: AsyncIterable<Uint8Array>;
  /** Failed rows behind a row, in order. */
  readonly nextPage: (afterRow: number) => Promise<{ rows: readonly ImportedRow[]; afterRow: number | null }>;
};

/**
 * The rows that could not be used as a table to correct and send again: the cells as they were, and behind them what
 * is wrong. What is sent again is never doubled.
 */
export async function* failedRows(
  view: ImportView,
  { file, nextPage }: Sources,
  language: Language,
): AsyncGenerator<string> {
  const { form } = view;
  if (form === null) return;
  yield `${CSV_BOM}${csvLine([...form.header, messagesOf(language).imports.reasonColumn])}`;
  const problems = pending(nextPage);
  let next = (await problems.next()).value;
  for await (const { rows } of readTable(file, form, { batchRows: PAGE_ROWS })) {
    const lines: string[] = [];
    for (const { row, cells } of rows) {
      if (next === undefined) break;
      if (next.row !== row) continue;
      const said = next.problems.map((one) =>
        problemText(one, headerIn(view, one.field, language), language),
      );
      const padded = form.header.map((_header, at) => cells[at] ?? "");
      lines.push(csvLine([...padded, said.join(" / ")]));
      next = (await problems.next()).value;
    }
    if (lines.length > 0) yield lines.join("");
    if (next === undefined) return;
  }
}

async function* pending(nextPage: Sources["nextPage"]): AsyncGenerator<ImportedRow, undefined> {
  let afterRow: number | null = 0;
  while (afterRow !== null) {
    const page = await nextPage(afterRow);
    yield* page.rows;
    afterRow = page.afterRow;
  }
  return undefined;
}

const EXAMPLES: readonly Readonly<Record<StoreColumn, string>>[] = [
  {
    storeNumber: "0001",
    name: "さくらマート 渋谷店",
    nameKana: "サクラマート シブヤテン",
    nameLatin: "SAKURA MART SHIBUYA",
    area: "東京",
    phone: "03-1234-5678",
    postalCode: "150-0002",
    prefecture: "東京都",
    city: "渋谷区",
    addressLine: "渋谷1-2-3 さくらビル1階",
    mcc: "5499",
    openingHours: "07:00-23:00",
    counters: "",
  },
  {
    storeNumber: "0002",
    name: "さくら百貨店 本館",
    nameKana: "サクラヒャッカテン ホンカン",
    nameLatin: "",
    area: "大阪",
    phone: "06-1234-5678",
    postalCode: "530-0001",
    prefecture: "",
    city: "",
    addressLine: "梅田1-1-1",
    mcc: "5311",
    openingHours: "10:00-20:00",
    counters: "1階 化粧品\n地下1階 和菓子\n地下1階 惣菜",
  },
];

const MERCHANT_EXAMPLE: Readonly<Record<MerchantColumn, string>> = {
  merchantNumber: "M000001",
  legalName: "さくら食堂株式会社",
  legalNameKana: "サクラショクドウ",
  tradeName: "さくら食堂",
  entityType: "法人",
  corporateNumber: "7000012050002",
  invoiceNumber: "T7000012050002",
  email: "owner@sakura.example.jp",
  contractOn: "2024-04-01",
  feeRate: "1.98",
  bankCode: "0001",
  branchCode: "001",
  accountType: "普通",
  accountNumber: "1234567",
  holderKana: "カ）サクラショクドウ",
  codes: "",
  wallets: "NOREN_JP",
  storeNumber: "0001",
  name: "さくら食堂 本店",
  nameKana: "サクラショクドウ ホンテン",
  nameLatin: "SAKURA SHOKUDO",
  phone: "03-1234-5678",
  postalCode: "150-0002",
  prefecture: "東京都",
  city: "渋谷区",
  addressLine: "渋谷1-2-3",
  mcc: "5812",
  openingHours: "11:00-22:00",
};

/** An empty table with examples: what the import reads, in its order. */
export function templateCsv(kind: ImportKind, language: Language): string {
  if (kind === "merchants") return tableOf(MERCHANT_COLUMNS, [MERCHANT_EXAMPLE], language);
  return tableOf(STORE_COLUMNS, EXAMPLES, language);
}

function tableOf<C extends string>(
  names: ColumnNames<C>,
  examples: readonly Readonly<Record<C, string>>[],
  language: Language,
): string {
  const columns = keysOf(names);
  const header = csvLine(columns.map((column) => headerOf(names, column, language)));
  return `${CSV_BOM}${header}${examples.map((row) => csvLine(columns.map((column) => row[column]))).join("")}`;
}
