import { formatPostalCode } from "@/server/kernel/contact";
import { CSV_BOM, csvLine } from "@/server/kernel/csv";
import type { Language } from "@/server/kernel/languages";
import { percentText } from "@/server/kernel/money";
import { headerOf } from "../../import/columns/rules";
import { MERCHANT_COLUMNS, type MerchantColumn } from "../../import/merchants/schema";
import { keysOf } from "../../import/table/rules";
import type { ExportedMerchant, MerchantExportPage } from "./queries";
import type { ExportCursor } from "./schema";

/** What an import reads back as the same kind of account. */
const ACCOUNT_NUMBERS: Readonly<Record<string, string>> = { ordinary: "1", current: "2", savings: "4" };

function lineOf(row: ExportedMerchant, language: Language): string {
  const isCompany = row.entityType === "company";
  const cells: Record<MerchantColumn, string> = {
    ...row,
    entityType: language === "ja" ? (isCompany ? "法人" : "個人") : isCompany ? "company" : "sole_proprietor",
    corporateNumber: row.corporateNumber ?? "",
    invoiceNumber: row.invoiceNumber ?? "",
    contractOn: row.contractOn ?? "",
    feeRate: row.feeBasisPoints === null ? "" : percentText(row.feeBasisPoints),
    bankCode: row.bankCode ?? "",
    branchCode: row.branchCode ?? "",
    accountType: ACCOUNT_NUMBERS[row.accountType ?? ""] ?? "",
    accountNumber: "",
    holderKana: "",
    codes: row.codes.join("\n"),
    wallets: row.wallets.join("|"),
    storeNumber: row.storeNumber ?? "",
    postalCode: formatPostalCode(row.postalCode),
  };
  return csvLine(keysOf(MERCHANT_COLUMNS).map((column) => cells[column]));
}

/**
 * Merchants with their stores as a table that the import takes again, page by page as the reader takes it. Numbers and
 * holders of accounts are not in it: for merchants that are known the import does not ask for them.
 * @param nextPage reads the page at a cursor, the first one without
 */
export async function* merchantCsv(
  nextPage: (cursor: ExportCursor | undefined) => Promise<MerchantExportPage>,
  language: Language,
): AsyncGenerator<string> {
  const header = keysOf(MERCHANT_COLUMNS).map((column) => headerOf(MERCHANT_COLUMNS, column, language));
  yield `${CSV_BOM}${csvLine(header)}`;
  let cursor: ExportCursor | undefined;
  do {
    const page = await nextPage(cursor);
    yield page.rows.map((row) => lineOf(row, language)).join("");
    cursor = page.cursor ?? undefined;
  } while (cursor !== undefined);
}
