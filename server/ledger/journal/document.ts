import { CSV_BOM, csvLine } from "@/server/kernel/csv";
import { toCp932 } from "@/server/platform/cp932";
import {
  ACCOUNT_NAMES,
  type AccountName,
  COLUMNS,
  type JournalEncoding,
  type JournalLayout,
  KIND_NOTES,
  TAX_CLASSES,
  TAX_WORDS,
  type TaxClass,
} from "./chart.data";
import type { JournalLine, JournalMove } from "./queries";
import { chartKeyOf } from "./rules";

type Row = JournalLine | JournalMove;

/** A journal in the layout of accounting software, made part by part while it is read. */
export async function* journalFile(
  pages: AsyncIterable<readonly Row[]>,
  as: { readonly layout: JournalLayout; readonly encoding: JournalEncoding },
): AsyncGenerator<Uint8Array> {
  const encode = encoderOf(as.encoding);
  yield encode(`${as.encoding === "utf8" ? CSV_BOM : ""}${csvLine(COLUMNS[as.layout])}`);
  let number = 0;
  let voucher = "";
  for await (const rows of pages) {
    const lines = rows.map((row) => {
      // The movements of one entry are one voucher.
      if (!("entryId" in row) || row.entryId !== voucher) number += 1;
      voucher = "entryId" in row ? row.entryId : "";
      return csvLine(rowOf(row, number, as.layout));
    });
    if (lines.length > 0) yield encode(lines.join(""));
  }
}

function encoderOf(encoding: JournalEncoding): (text: string) => Uint8Array {
  const encoder = new TextEncoder();
  return encoding === "cp932" ? (text) => toCp932(text).bytes : (text) => encoder.encode(text);
}

function rowOf(line: Row, number: number, layout: JournalLayout): readonly (string | bigint)[] {
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
  const [owner, second = ""] = account.split(":");
  const key = chartKeyOf(account);
  const known = key && ACCOUNT_NAMES[key];
  const sub = owner === "network" ? `${second} ${known?.sub ?? ""}`.trim() : (known?.sub ?? "");
  return { name: known?.name ?? account, sub, tax: TAX_WORDS[layout][taxClassOf(account, dayOn)] };
}

function taxClassOf(account: string, dayOn: string): TaxClass {
  return TAX_CLASSES[account]?.findLast(({ fromOn }) => fromOn <= dayOn)?.taxClass ?? "out_of_scope";
}

function noteOf(line: Row): string {
  const late = line.isLate ? " 締め後" : "";
  const what = "entryId" in line ? line.reference : `${line.postings}件`;
  return `${KIND_NOTES[line.kind] ?? line.kind} ${what}${late}`;
}
