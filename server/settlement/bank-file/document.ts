import type { Day } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import { offendingInTransferName } from "@/server/kernel/kana";
import {
  DATA_LAYOUT,
  EDI_FIELD,
  END_LAYOUT,
  type FieldLayout,
  HEADER_LAYOUT,
  RECORD_BYTES,
  TRAILER_LAYOUT,
} from "./layout.data";
import {
  type AccountTypeCode,
  decodeJisX0201,
  fieldValues,
  inspectZengin,
  splitRecords,
  transferDay,
  type ZenginHeader,
  type ZenginRow,
} from "./rules";
import type { BankProfile } from "./source-bank.data";

/** The total of a trailer has twelve digits. */
export const MAX_TOTAL_YEN = 999_999_999_999n;

/**
 * Parts of at most `limit` rows, in order, none lost and none cut; a part also ends before its total would outgrow
 * the trailer.
 * @throws RangeError when the limit is not a positive integer
 */
export function splitRows<Row extends { readonly amountYen: bigint }>(
  rows: readonly Row[],
  limit: number,
): Row[][] {
  if (!Number.isSafeInteger(limit) || limit < 1) throw new RangeError("a file holds at least one row");
  const parts: Row[][] = [];
  let part: Row[] = [];
  let total = 0n;
  for (const row of rows) {
    if (part.length > 0 && (part.length >= limit || total + row.amountYen > MAX_TOTAL_YEN)) {
      parts.push(part);
      part = [];
      total = 0n;
    }
    part.push(row);
    total += row.amountYen;
  }
  if (part.length > 0) parts.push(part);
  return parts;
}

type Values = Readonly<Record<string, string>>;

/** Row 0 is the header; rows count from 1 as in the list that a person sees. */
function refuse(row: number, field: string): never {
  throw new DomainError("bank_row_invalid", { row, field });
}

function digits(value: string, field: FieldLayout, row: number): string {
  if (!/^\d+$/.test(value) || value.length > field.length) refuse(row, field.name);
  return value.padStart(field.length, "0");
}

function characters(value: string, field: FieldLayout, row: number): string {
  const refused = offendingInTransferName(value, field.names ?? "party").length > 0;
  if (refused || value !== value.trim() || value.length > field.length) refuse(row, field.name);
  return value.padEnd(field.length, " ");
}

function field(value: string, layout: FieldLayout, row: number): string {
  if (layout.kind === "F") return " ".repeat(layout.length);
  if (layout.allowed !== undefined) return layout.allowed.includes(value) ? value : refuse(row, layout.name);
  return layout.kind === "N" ? digits(value, layout, row) : characters(value, layout, row);
}

function record(layouts: readonly FieldLayout[], values: Values, row: number): string {
  return layouts.map((layout) => field(values[layout.name] ?? "", layout, row)).join("");
}

/** Numbers that name a bank, branch or account are exact: a missing digit is a mistake and not a zero. */
function requireExact(value: string, length: number, name: string, row: number): void {
  if (!/^\d+$/.test(value) || value.length !== length) refuse(row, name);
}

function checkAccount(account: ZenginHeader | ZenginRow, row: number): void {
  requireExact(account.bankCode, 4, "bankCode", row);
  requireExact(account.branchCode, 3, "branchCode", row);
  requireExact(account.accountNumber, 7, "accountNumber", row);
  if (/^0+$/.test(account.accountNumber)) refuse(row, "accountNumber");
  if (account.bankName === "") refuse(row, "bankName");
  if (account.branchName === "") refuse(row, "branchName");
}

function monthDay(day: Day): string {
  return `${day.slice(5, 7)}${day.slice(8, 10)}`;
}

function headerRecord(header: ZenginHeader): string {
  checkAccount(header, 0);
  if (header.clientName === "") refuse(0, "clientName");
  const { transferOn, ...values } = header;
  const fixed = { recordType: "1", fileType: "21", codeClass: "0", transferDate: monthDay(transferOn) };
  return record(HEADER_LAYOUT, { ...values, ...fixed }, 0);
}

// The codes and the EDI information share their bytes, in the order of the layout.
const EDI_ROW_LAYOUT = DATA_LAYOUT.flatMap((layout) => {
  if (layout.name === "customerCode1") return [EDI_FIELD];
  return layout.name === "customerCode2" ? [] : [layout];
});

function dataRecord(row: ZenginRow, number: number): string {
  checkAccount(row, number);
  if (row.payeeName === "") refuse(number, "payeeName");
  if (row.amountYen < 1n) refuse(number, "amountYen");
  const edi = row.ediInformation !== undefined;
  if (edi && (row.customerCode1 !== undefined || row.customerCode2 !== undefined))
    refuse(number, "ediInformation");
  const values = {
    recordType: "2",
    bankCode: row.bankCode,
    bankName: row.bankName,
    branchCode: row.branchCode,
    branchName: row.branchName,
    clearingHouse: "0000",
    accountType: row.accountType,
    accountNumber: row.accountNumber,
    payeeName: row.payeeName,
    amountYen: row.amountYen.toString(),
    newCode: "0",
    customerCode1: row.customerCode1 ?? "0",
    customerCode2: row.customerCode2 ?? "0",
    ediInformation: row.ediInformation ?? "",
    transferClass: "7",
    ediMark: edi ? "Y" : " ",
  };
  return record(edi ? EDI_ROW_LAYOUT : DATA_LAYOUT, values, number);
}

/** Names may hold what the standard allows, of which a bank may take less. */
function checkSigns(file: { header: ZenginHeader; rows: readonly ZenginRow[] }, signs: string): void {
  const isRefused = (name: string) =>
    Array.from(name).some((char) => "().-".includes(char) && !signs.includes(char));
  if (isRefused(file.header.clientName)) refuse(0, "clientName");
  for (const [index, row] of file.rows.entries()) {
    if (isRefused(row.payeeName)) refuse(index + 1, "payeeName");
  }
}

function encodeJisX0201(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  // A file of a chain has millions of characters: they are counted through, not taken apart.
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    bytes[at] = code >= 0xff61 && code <= 0xff9f ? code - 0xff61 + 0xa1 : code;
  }
  return bytes;
}

/**
 * A transfer file (総合振込) as bytes of JIS X 0201: header, data, trailer with count and sum, end. Names must be in
 * transfer form already (`toTransferKana`, `toBankNameKana`); nothing is corrected, cut or guessed here, because what
 * two people released is what the bank must get. Records end as the profile of the sending bank says.
 * @throws DomainError bank_row_invalid with the row (0 is the header) and the field
 */
export function writeZengin(
  file: {
    readonly header: ZenginHeader;
    readonly rows: readonly ZenginRow[];
  } & Pick<BankProfile, "separator"> &
    Partial<Pick<BankProfile, "signs">>,
): Uint8Array {
  const { header, rows, separator, signs } = file;
  if (rows.length === 0) refuse(0, "rows");
  if (signs !== undefined) checkSigns(file, signs);
  const total = rows.reduce((sum, row) => sum + row.amountYen, 0n);
  const records = [
    headerRecord(header),
    ...rows.map((row, index) => dataRecord(row, index + 1)),
    record(TRAILER_LAYOUT, { recordType: "8", count: rows.length.toString(), totalYen: total.toString() }, 0),
    record(END_LAYOUT, { recordType: "9" }, 0),
  ];
  // A layout with a gap or an overlap would shift every field after it.
  if (records.some((text) => text.length !== RECORD_BYTES)) throw new RangeError("a record is not 120 bytes");
  const text = records.join(separator === "none" ? "" : "\r\n");
  return encodeJisX0201(separator === "crlf_after" ? `${text}\r\n` : text);
}

export type ZenginFile = {
  readonly header: ZenginHeader;
  readonly rows: readonly ZenginRow[];
  readonly trailer: { readonly count: number; readonly totalYen: bigint };
};

function accountTypeOf(code: string): AccountTypeCode {
  return code === "1" || code === "2" || code === "4" ? code : "9";
}

type RecordValues = ReturnType<typeof fieldValues>;

function accountOf(values: RecordValues) {
  const value = (name: string) => values.get(name) ?? "";
  return {
    bankCode: value("bankCode"),
    bankName: value("bankName"),
    branchCode: value("branchCode"),
    branchName: value("branchName"),
    accountNumber: value("accountNumber"),
  };
}

function headerOf(values: RecordValues, issuedOn: Day): ZenginHeader {
  const type = accountTypeOf(values.get("accountType") ?? "");
  return {
    ...accountOf(values),
    clientCode: values.get("clientCode") ?? "",
    clientName: values.get("clientName") ?? "",
    transferOn: transferDay(values.get("transferDate") ?? "", issuedOn) ?? refuse(0, "transferDate"),
    accountType: type === "4" ? "9" : type,
  };
}

function rowOf(values: RecordValues): ZenginRow {
  const edi = values.get("ediMark") === "Y";
  return {
    ...accountOf(values),
    accountType: accountTypeOf(values.get("accountType") ?? ""),
    payeeName: values.get("payeeName") ?? "",
    amountYen: BigInt(values.get("amountYen") ?? "0"),
    ...(edi
      ? { ediInformation: values.get("ediInformation") ?? "" }
      : {
          customerCode1: values.get("customerCode1") ?? "",
          customerCode2: values.get("customerCode2") ?? "",
        }),
  };
}

/**
 * Reads a transfer file into typed records; digits keep the zeros that fill them. The file writes its date without a
 * year, so the day it was issued decides which year is meant.
 * @throws DomainError bank_row_invalid for a file that `inspectZengin` finds faulty, with the first faulty row
 */
export function parseZengin(
  bytes: Uint8Array,
  options: { readonly issuedOn: Day; readonly lenient?: boolean },
): ZenginFile {
  const { findings, count, totalYen } = inspectZengin(bytes, options);
  const fault = findings.find(({ severity }) => severity === "error");
  if (fault !== undefined) refuse(Math.max(0, fault.record - 1), fault.field);
  const values = splitRecords(decodeJisX0201(bytes)).records.map(fieldValues);
  const [header, ...others] = values;
  return {
    header: headerOf(header ?? new Map(), options.issuedOn),
    rows: others.slice(0, count).map(rowOf),
    // The inspection has just proved the trailer equal to these.
    trailer: { count, totalYen },
  };
}
