/**
 * The records of a Zengin transfer file (総合振込, type 21) as data: what the reader checks and the writer fills.
 * `kind`: N digits, right-justified with zeros; C characters, left-justified with spaces; F filler of spaces.
 * `at` counts bytes from 0; every record is 120 bytes of JIS X 0201.
 * Source: 全銀協 制定フォーマット (総合振込).
 */
export type FieldKind = "N" | "C" | "F";

export type FieldLayout = {
  readonly name: string;
  readonly kind: FieldKind;
  readonly at: number;
  readonly length: number;
  /** The only values a bank takes. */
  readonly allowed?: readonly string[];
  /** Another value changes nothing in the meaning of the record. */
  readonly formal?: boolean;
  /** Spaces are as good as a value. */
  readonly blankAllowed?: boolean;
  /** Character set of a C field; `party` when not given. */
  readonly names?: "party" | "bank";
};

export type RecordKind = "header" | "data" | "trailer" | "end";

export const RECORD_BYTES = 120;

/** The first byte of each kind of record. */
export const RECORD_MARKS = { "1": "header", "2": "data", "8": "trailer", "9": "end" } as const;

export const HEADER_LAYOUT: readonly FieldLayout[] = [
  { name: "recordType", kind: "N", at: 0, length: 1, allowed: ["1"] },
  { name: "fileType", kind: "N", at: 1, length: 2, allowed: ["21"] },
  { name: "codeClass", kind: "N", at: 3, length: 1, allowed: ["0"], formal: true },
  { name: "clientCode", kind: "N", at: 4, length: 10 },
  { name: "clientName", kind: "C", at: 14, length: 40 },
  { name: "transferDate", kind: "N", at: 54, length: 4 },
  { name: "bankCode", kind: "N", at: 58, length: 4 },
  { name: "bankName", kind: "C", at: 62, length: 15, names: "bank", blankAllowed: true },
  { name: "branchCode", kind: "N", at: 77, length: 3 },
  { name: "branchName", kind: "C", at: 80, length: 15, names: "bank", blankAllowed: true },
  { name: "accountType", kind: "N", at: 95, length: 1, allowed: ["1", "2", "9"] },
  { name: "accountNumber", kind: "N", at: 96, length: 7 },
  { name: "filler", kind: "F", at: 103, length: 17 },
];

export const DATA_LAYOUT: readonly FieldLayout[] = [
  { name: "recordType", kind: "N", at: 0, length: 1, allowed: ["2"] },
  { name: "bankCode", kind: "N", at: 1, length: 4 },
  { name: "bankName", kind: "C", at: 5, length: 15, names: "bank", blankAllowed: true },
  { name: "branchCode", kind: "N", at: 20, length: 3 },
  { name: "branchName", kind: "C", at: 23, length: 15, names: "bank", blankAllowed: true },
  { name: "clearingHouse", kind: "N", at: 38, length: 4, blankAllowed: true },
  { name: "accountType", kind: "N", at: 42, length: 1, allowed: ["1", "2", "4", "9"] },
  { name: "accountNumber", kind: "N", at: 43, length: 7 },
  { name: "payeeName", kind: "C", at: 50, length: 30 },
  { name: "amountYen", kind: "N", at: 80, length: 10 },
  { name: "newCode", kind: "N", at: 90, length: 1, allowed: ["0", "1", "2"], formal: true },
  { name: "customerCode1", kind: "N", at: 91, length: 10, blankAllowed: true },
  { name: "customerCode2", kind: "N", at: 101, length: 10, blankAllowed: true },
  { name: "transferClass", kind: "N", at: 111, length: 1, allowed: ["7"], formal: true },
  { name: "ediMark", kind: "C", at: 112, length: 1, allowed: [" ", "Y"], formal: true },
  { name: "filler", kind: "F", at: 113, length: 7 },
];

/** The field that takes the place of both customer codes when the EDI mark is `Y`. */
export const EDI_FIELD: FieldLayout = {
  name: "ediInformation",
  kind: "C",
  at: 91,
  length: 20,
  blankAllowed: true,
};

export const TRAILER_LAYOUT: readonly FieldLayout[] = [
  { name: "recordType", kind: "N", at: 0, length: 1, allowed: ["8"] },
  { name: "count", kind: "N", at: 1, length: 6 },
  { name: "totalYen", kind: "N", at: 7, length: 12 },
  { name: "filler", kind: "F", at: 19, length: 101 },
];

export const END_LAYOUT: readonly FieldLayout[] = [
  { name: "recordType", kind: "N", at: 0, length: 1, allowed: ["9"] },
  { name: "filler", kind: "F", at: 1, length: 119 },
];

export const LAYOUTS: Readonly<Record<RecordKind, readonly FieldLayout[]>> = {
  header: HEADER_LAYOUT,
  data: DATA_LAYOUT,
  trailer: TRAILER_LAYOUT,
  end: END_LAYOUT,
};

/**
 * What an inspection can find. `form` findings leave no doubt about the meaning of the file and are only warnings in
 * lenient reading; `content` findings are errors always; `note` findings are warnings always.
 */
export const FINDING_CODES = {
  file_empty: { weight: "content", message: "the file has no records" },
  separator: { weight: "form", message: "records must be separated by CRLF or by nothing" },
  end_of_file_mark: {
    weight: "note",
    message: "an end-of-file mark follows the records; some banks refuse it",
  },
  record_length: { weight: "content", message: "a record must be 120 bytes" },
  record_type: { weight: "content", message: "the first byte must be 1, 2, 8 or 9" },
  record_order: {
    weight: "content",
    message: "the order must be one header, data, one trailer, one end record",
  },
  no_data: { weight: "content", message: "the file transfers nothing" },
  not_digits: { weight: "content", message: "only digits, filled with zeros from the left" },
  value_not_allowed: { weight: "content", message: "not one of the values that banks take" },
  value_unusual: { weight: "form", message: "not one of the values that banks take" },
  characters: { weight: "form", message: "characters or voicing marks that banks refuse" },
  not_left_justified: { weight: "form", message: "text must begin at the first byte of the field" },
  blank: { weight: "form", message: "the field must not be blank" },
  name_blank: { weight: "note", message: "without a name the bank goes by the number alone" },
  filler: { weight: "form", message: "the rest of the record must be spaces" },
  date: { weight: "content", message: "not a month and day" },
  amount_zero: { weight: "content", message: "the amount must be one yen or more" },
  account_zero: { weight: "note", message: "no account has a number of zeros" },
  trailer_count: { weight: "content", message: "the count differs from the number of data records" },
  trailer_total: { weight: "content", message: "the total differs from the sum of the data records" },
} as const;
