import { CSV_BOM, csvLine } from "@/server/kernel/csv";
import { toCp932 } from "@/server/platform/cp932";
import {
  ACCOUNT_NAMES,
  type AccountName,
  COLUMNS,
  type JournalLayout,
  KIND_NOTES,
  TAX_CLASSES,
  TAX_WORDS,
  type TaxClass,
} from "./chart.data";
import type { JournalLine } from "./queries";

export const JOURNAL_ENCODINGS = ["utf8", "cp932"] as const;
export type JournalEncoding = (typeof JOURNAL_ENCODINGS)[number];

/** A journal in the layout of accounting software: one line per day, kind and pair of accounts. */
export function journalFile(
  lines: readonly JournalLine[],
  as: { readonly layout: JournalLayout; readonly encoding: JournalEncoding },
): Uint8Array {
  const rows = lines.map((line, index) => rowOf(line, index + 1, as.layout));
  const text = [COLUMNS[as.layout], ...rows].map((cells) => csvLine(cells)).join("");
  return as.encoding === "cp932" ? toCp932(text).bytes : new TextEncoder().encode(CSV_BOM + text);
}

function rowOf(line: JournalLine, number: number, layout: JournalLayout): readonly (string | bigint)[] {
  const debit = sideOf(line.debitAccount, line.dayOn, layout);
  const credit = sideOf(line.creditAccount, line.dayOn, layout);
  const filled: Readonly<Record<string, string | bigint>> = {
    日付: line.dayOn.replaceAll("-", "/"),
    取引日: line.dayOn.replaceAll("-", "/"),
    伝票番号: BigInt(number),
    取引No: BigInt(number),
    借方勘定科目: debit.name,
    借方補助科目: debit.sub,
    借方税区分: debit.tax,
    借方金額: line.amountMinor,
    "借方金額(円)": line.amountMinor,
    借方税額: 0n,
    貸方勘定科目: credit.name,
    貸方補助科目: credit.sub,
    貸方税区分: credit.tax,
    貸方金額: line.amountMinor,
    "貸方金額(円)": line.amountMinor,
    貸方税額: 0n,
    摘要: noteOf(line),
    MF仕訳タイプ: "インポート",
  };
  return COLUMNS[layout].map((column) => filled[column] ?? "");
}

function sideOf(
  account: string,
  dayOn: string,
  layout: JournalLayout,
): AccountName & { readonly tax: string } {
  const [owner = "", second = "", kind = ""] = account.split(":");
  const known = ACCOUNT_NAMES[owner === "acquirer" ? account : `${owner}:${kind}`];
  const sub = owner === "network" ? `${second} ${known?.sub ?? ""}`.trim() : (known?.sub ?? "");
  return { name: known?.name ?? account, sub, tax: TAX_WORDS[layout][taxClassOf(account, dayOn)] };
}

function taxClassOf(account: string, dayOn: string): TaxClass {
  return TAX_CLASSES[account]?.findLast(({ fromOn }) => fromOn <= dayOn)?.taxClass ?? "out_of_scope";
}

function noteOf(line: JournalLine): string {
  const late = line.isLate ? " 締め後" : "";
  return `${KIND_NOTES[line.kind] ?? line.kind} ${line.postings}件${late}`;
}
