import { addBankDays, type Day, moveToBankDay, parseDay, toDay } from "@/server/kernel/calendar";
import { offendingInTransferName } from "@/server/kernel/kana";
import {
  EDI_FIELD,
  FINDING_CODES,
  type FieldLayout,
  LAYOUTS,
  RECORD_BYTES,
  RECORD_MARKS,
  type RecordKind,
} from "./layout.data";

/** Account types of the file: 1 ordinary, 2 current, 4 savings (payees only), 9 other. */
export type AccountTypeCode = "1" | "2" | "4" | "9";

/** The account money leaves from, and when. Names are half width, in transfer form. */
export type ZenginHeader = {
  /** Given by the sending bank, up to ten digits. */
  readonly clientCode: string;
  readonly clientName: string;
  readonly transferOn: Day;
  readonly bankCode: string;
  readonly bankName: string;
  readonly branchCode: string;
  readonly branchName: string;
  readonly accountType: Exclude<AccountTypeCode, "4">;
  readonly accountNumber: string;
};

/** One transfer. Either customer codes (digits) or EDI information (text), not both. */
export type ZenginRow = {
  readonly bankCode: string;
  readonly bankName: string;
  readonly branchCode: string;
  readonly branchName: string;
  readonly accountType: AccountTypeCode;
  readonly accountNumber: string;
  readonly payeeName: string;
  readonly amountYen: bigint;
  readonly customerCode1?: string;
  readonly customerCode2?: string;
  readonly ediInformation?: string;
};

export type Separator = "crlf" | "lf" | "cr" | "none" | "mixed";
export type FindingCode = keyof typeof FINDING_CODES;
export type Finding = {
  /** Counted from 1; 0 is the file itself. */
  readonly record: number;
  readonly field: string;
  readonly code: FindingCode;
  readonly severity: "error" | "warning";
  readonly message: string;
};
export type Inspection = {
  /** No error: a bank would take the file (in lenient reading: its meaning is beyond doubt). */
  readonly ok: boolean;
  readonly records: number;
  /** Data records and their sum, counted here and not read from the trailer. */
  readonly count: number;
  readonly totalYen: bigint;
  readonly separator: Separator;
  readonly findings: readonly Finding[];
};

/** The last day on which a file may still be approved: the bank day before its transfer date. */
export function approveBy(transferOn: Day, holidays: ReadonlySet<string>): Day {
  return addBankDays(transferOn, -1, holidays);
}

/** The first day for which a file that is approved on a day can still be sent. */
export function earliestTransferDay(today: Day, holidays: ReadonlySet<string>): Day {
  return addBankDays(moveToBankDay(today, "next", holidays), 1, holidays);
}

/** The day on which a payout is transferred: its own, or the first that can still be kept when that has passed. */
export function transferDayOf(payOn: Day, today: Day, holidays: ReadonlySet<string>): Day {
  if (today <= approveBy(payOn, holidays)) return payOn;
  return earliestTransferDay(today, holidays);
}

/**
 * The transfer date of a file, which writes only "MMDD": the first such day on or after the day it was issued, so a
 * file of late December for early January falls into the next year. Undefined when there is no such day within a year.
 */
export function transferDay(monthDay: string, issuedOn: Day): Day | undefined {
  const year = Number(issuedOn.slice(0, 4));
  for (const candidate of [year, year + 1]) {
    const day = parseDay(`${candidate}-${monthDay.slice(0, 2)}-${monthDay.slice(2)}`);
    if (day !== undefined && day >= issuedOn) return day;
  }
  return undefined;
}

const LEAP_YEAR_START = toDay("2024-01-01");

/** JIS X 0201 to text: ASCII as it is, 0xA1-0xDF half-width katakana, anything else U+FFFD. */
export function decodeJisX0201(bytes: Uint8Array): string {
  const codes = Uint16Array.from(bytes);
  for (const [at, byte] of bytes.entries()) {
    if (byte >= 0x80) codes[at] = byte >= 0xa1 && byte <= 0xdf ? byte - 0xa1 + 0xff61 : 0xfffd;
  }
  let text = "";
  for (let at = 0; at < codes.length; at += 8192) {
    text += String.fromCharCode(...codes.subarray(at, at + 8192));
  }
  return text;
}

/** The bytes of one field, fillers included. */
function cut(record: string, field: FieldLayout): string {
  return record.slice(field.at, field.at + field.length);
}

function fieldNamed(kind: RecordKind, name: string): FieldLayout | undefined {
  return LAYOUTS[kind].find((field) => field.name === name);
}

export type RecordSplit = {
  readonly records: readonly string[];
  readonly separator: Separator;
  readonly rest: string;
};

/** Where the records end: what editors and transfer tools leave behind them (0x1A, NUL) is no record. */
function endOfRecords(text: string): number {
  const isMark = (at: number) => text.charCodeAt(at) === 0x1a || text.charCodeAt(at) === 0;
  let end = text.endsWith("\r\n") && isMark(text.length - 3) ? text.length - 2 : text.length;
  while (end > 0 && isMark(end - 1)) end -= 1;
  return end;
}

/** Cuts a decoded file into records by whatever separates them. */
export function splitRecords(text: string): RecordSplit {
  const body = text.slice(0, endOfRecords(text));
  const rest = text.slice(body.length);
  const breaks = new Set(body.match(/\r\n|\r|\n/g) ?? []);
  const [only] = breaks;
  const lines = body.split(/\r\n|\r|\n/);
  if (lines.at(-1) === "") lines.pop();
  if (breaks.size > 1) return { records: lines, separator: "mixed", rest };
  // One break after an unbroken file is an ending, not a separator.
  if (only !== undefined && lines.length > 1) {
    return { records: lines, separator: only === "\r\n" ? "crlf" : only === "\n" ? "lf" : "cr", rest };
  }
  const unbroken = lines.join("");
  const records: string[] = [];
  for (let at = 0; at < unbroken.length; at += RECORD_BYTES)
    records.push(unbroken.slice(at, at + RECORD_BYTES));
  return { records, separator: "none", rest };
}

function recordKind(record: string): RecordKind | undefined {
  const mark = record.charAt(0);
  return mark === "1" || mark === "2" || mark === "8" || mark === "9" ? RECORD_MARKS[mark] : undefined;
}

/** The fields of a record that hold in its case: customer codes give way to EDI information. */
function fieldsOf(kind: RecordKind, record: string): readonly FieldLayout[] {
  if (kind !== "data" || record.charAt(112) !== "Y") return LAYOUTS[kind];
  return [...LAYOUTS.data.filter(({ name }) => !name.startsWith("customerCode")), EDI_FIELD];
}

/** The values of a record by field; trailing spaces go, leading zeros stay. */
export function fieldValues(record: string): ReadonlyMap<string, string> {
  const kind = recordKind(record);
  if (kind === undefined) return new Map();
  return new Map(fieldsOf(kind, record).map((field) => [field.name, cut(record, field).replace(/ +$/, "")]));
}

function checkText(value: string, field: FieldLayout): FindingCode | undefined {
  if (/^ *$/.test(value)) {
    if (field.names === "bank") return "name_blank";
    return field.blankAllowed ? undefined : "blank";
  }
  if (value.startsWith(" ")) return "not_left_justified";
  const offending = offendingInTransferName(value.replace(/ +$/, ""), field.names ?? "party");
  return offending.length > 0 ? "characters" : undefined;
}

function checkField(value: string, field: FieldLayout): FindingCode | undefined {
  if (field.kind === "F") return /^ *$/.test(value) ? undefined : "filler";
  if (field.allowed !== undefined) {
    if (field.allowed.includes(value)) return undefined;
    return field.formal ? "value_unusual" : "value_not_allowed";
  }
  if (field.kind === "C") return checkText(value, field);
  if (field.blankAllowed && /^ +$/.test(value)) return undefined;
  if (!/^\d+$/.test(value)) return "not_digits";
  if (field.name === "amountYen" && /^0+$/.test(value)) return "amount_zero";
  if (field.name === "accountNumber" && /^0+$/.test(value)) return "account_zero";
  // Asked of a leap year, because 29 February may be meant.
  if (field.name === "transferDate" && transferDay(value, LEAP_YEAR_START) === undefined) return "date";
  return undefined;
}

const MAY_FOLLOW: Readonly<Record<RecordKind | "start", readonly RecordKind[]>> = {
  start: ["header"],
  header: ["data"],
  data: ["data", "trailer"],
  trailer: ["end"],
  end: [],
};

type Found = { readonly record: number; readonly field: string; readonly code: FindingCode };
type Walk = {
  readonly found: readonly Found[];
  readonly count: number;
  readonly totalYen: bigint;
};

function digitsAt(record: string, field: FieldLayout | undefined): bigint | undefined {
  const text = field === undefined ? "" : cut(record, field);
  return /^\d+$/.test(text) ? BigInt(text) : undefined;
}

function checkRecord(record: string, kind: RecordKind, number: number): Found[] {
  if (record.length !== RECORD_BYTES) return [{ record: number, field: "", code: "record_length" }];
  return fieldsOf(kind, record).flatMap((field) => {
    const code = checkField(cut(record, field), field);
    return code === undefined ? [] : [{ record: number, field: field.name, code }];
  });
}

function checkTrailer(record: string, number: number, count: number, totalYen: bigint): Found[] {
  const found: Found[] = [];
  const given = digitsAt(record, fieldNamed("trailer", "count"));
  if (given !== undefined && given !== BigInt(count))
    found.push({ record: number, field: "count", code: "trailer_count" });
  const total = digitsAt(record, fieldNamed("trailer", "totalYen"));
  if (total !== undefined && total !== totalYen)
    found.push({ record: number, field: "totalYen", code: "trailer_total" });
  return found;
}

function walk(records: readonly string[]): Walk {
  const found: Found[] = [];
  let state: RecordKind | "start" = "start";
  let count = 0;
  let totalYen = 0n;
  for (const [index, record] of records.entries()) {
    const number = index + 1;
    const kind = recordKind(record);
    if (kind === undefined) {
      found.push({ record: number, field: "recordType", code: "record_type" });
      continue;
    }
    // A header followed by its trailer is in order but empty, which is reported once for the file.
    const empty = state === "header" && kind === "trailer";
    if (!MAY_FOLLOW[state].includes(kind) && !empty)
      found.push({ record: number, field: "recordType", code: "record_order" });
    state = kind;
    found.push(...checkRecord(record, kind, number));
    if (kind === "data") {
      count += 1;
      totalYen += digitsAt(record, fieldNamed("data", "amountYen")) ?? 0n;
    }
    if (kind === "trailer") found.push(...checkTrailer(record, number, count, totalYen));
  }
  if (records.length > 0 && state !== "end") found.push({ record: 0, field: "end", code: "record_order" });
  if (records.length > 0 && count === 0) found.push({ record: 0, field: "data", code: "no_data" });
  return { found, count, totalYen };
}

/**
 * Reads a transfer file of any origin and reports, record by record, what a bank would refuse. Every separator and
 * character is read; `lenient` turns faults of form, which leave the meaning beyond doubt, into warnings.
 */
export function inspectZengin(bytes: Uint8Array, options: { readonly lenient?: boolean } = {}): Inspection {
  const { records, separator, rest } = splitRecords(decodeJisX0201(bytes));
  const { found, count, totalYen } = walk(records);
  const ofFile: Found[] = [];
  if (records.length === 0) ofFile.push({ record: 0, field: "", code: "file_empty" });
  if (separator !== "crlf" && separator !== "none")
    ofFile.push({ record: 0, field: "separator", code: "separator" });
  if (rest !== "") ofFile.push({ record: 0, field: "end", code: "end_of_file_mark" });
  const findings = [...ofFile, ...found].map(({ record, field, code }): Finding => {
    const { weight, message } = FINDING_CODES[code];
    const warns = weight === "note" || (weight === "form" && options.lenient === true);
    return { record, field, code, severity: warns ? "warning" : "error", message };
  });
  const ok = findings.every(({ severity }) => severity === "warning");
  return { ok, records: records.length, count, totalYen, separator, findings };
}
