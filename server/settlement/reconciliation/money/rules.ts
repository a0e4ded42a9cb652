import { parse } from "csv-parse/sync";
import { type Day, parseDay } from "@/server/kernel/calendar";

/** A line of the statement of the bank account that the network pays into; what goes out is negative. */
export type BankLine = { readonly receivedOn: Day; readonly amountMinor: bigint; readonly text: string };
export type BankLineProblem = { readonly row: number; readonly code: "no_header" | "unreadable" };

const COLUMNS = {
  day: ["日付", "取引日", "勘定日", "年月日", "date"],
  paidIn: ["入金", "入金額", "お預り金額", "お預入金額", "預入金額", "deposit", "credit"],
  paidOut: ["出金", "出金額", "お支払金額", "お引出金額", "支払金額", "withdrawal", "debit"],
  text: ["摘要", "内容", "お取り扱い内容", "取引内容", "振込依頼人名", "description", "text"],
} as const;

const plain = (text: string) => text.normalize("NFKC").trim().toLowerCase();

/** Reads a bank's statement. Nothing is guessed: what cannot be read is a problem with its row, from 1 below the header. */
export function readBankLines(text: string): {
  readonly lines: readonly BankLine[];
  readonly problems: readonly BankLineProblem[];
} {
  let rows: string[][];
  try {
    rows = parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true });
  } catch {
    return { lines: [], problems: [{ row: 0, code: "unreadable" }] };
  }
  const [head = [], ...body] = rows;
  const at = (names: readonly string[]) =>
    head.findIndex((cell) => names.some((name) => plain(name) === plain(cell)));
  const places = {
    day: at(COLUMNS.day),
    paidIn: at(COLUMNS.paidIn),
    paidOut: at(COLUMNS.paidOut),
    text: at(COLUMNS.text),
  };
  if (places.day < 0 || places.paidIn < 0) return { lines: [], problems: [{ row: 0, code: "no_header" }] };
  const lines: BankLine[] = [];
  const problems: BankLineProblem[] = [];
  for (const [index, cells] of body.entries()) {
    const receivedOn = dayOf(cells[places.day] ?? "");
    const paidIn = yenOf(cells[places.paidIn] ?? "");
    const paidOut = places.paidOut < 0 ? 0n : yenOf(cells[places.paidOut] ?? "");
    if (
      receivedOn === undefined ||
      paidIn === undefined ||
      paidOut === undefined ||
      (paidIn === 0n && paidOut === 0n)
    )
      problems.push({ row: index + 1, code: "unreadable" });
    else
      lines.push({
        receivedOn,
        amountMinor: paidIn - paidOut,
        text: (cells[places.text] ?? "").trim().slice(0, 120),
      });
  }
  return { lines, problems };
}

function dayOf(text: string): Day | undefined {
  const [, year, month, date] = /^(\d{4})[/\-.年](\d{1,2})[/\-.月](\d{1,2})日?$/.exec(plain(text)) ?? [];
  if (year === undefined || month === undefined || date === undefined) return undefined;
  return parseDay(`${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`);
}

function yenOf(text: string): bigint | undefined {
  const digits = plain(text).replace(/[,¥円\s]/gu, "");
  if (digits === "" || digits === "-") return 0n;
  return /^\d{1,12}$/.test(digits) ? BigInt(digits) : undefined;
}

/** The same line of a statement is one receipt; the n-th of two equal lines of a day is another one. */
export function lineKey(line: BankLine, nth: number): string {
  return `${line.receivedOn}|${line.amountMinor}|${plain(line.text)}|${nth}`;
}

/** Lines with their keys, equal ones counted. */
export function keyed(lines: readonly BankLine[]): readonly (BankLine & { readonly key: string })[] {
  const seen = new Map<string, number>();
  return lines.map((line) => {
    const nth = (seen.get(lineKey(line, 0)) ?? 0) + 1;
    seen.set(lineKey(line, 0), nth);
    return { ...line, key: lineKey(line, nth) };
  });
}
