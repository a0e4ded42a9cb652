import { addDays, type Day, moveToBankDay, parseDay, utc8DayStartMs } from "@/server/kernel/calendar";

export const REPORT_KINDS = ["transactionItems", "settlementSummary"] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** The columns of transactionItems files, as the network documents them. */
export const ITEM_COLUMNS = [
  "customerId",
  "referenceMerchantId",
  "referenceStoreId",
  "transactionId",
  "originalTransactionId",
  "transactionRequestId",
  "referenceTransactionId",
  "orderDescription",
  "paymentMethodType",
  "pspName",
  "transactionType",
  "paymentTime",
  "productCode",
  "transactionAmountValue",
  "transactionCurrency",
  "settlementAmountValue",
  "settlementCurrency",
  "feeAmountValue",
  "feeCurrency",
] as const;

/** The line that ends every file of the network; without it a file may have been cut. */
export const END = "<END>";

/** What a file's name says of it. */
export type ReportName = { readonly kind: ReportKind; readonly clearingOn: Day; readonly seq: number };

const FILE_NAME =
  /^(transactionItems|settlementSummary)_([A-Za-z0-9]{1,40})_(\d{4})(\d{2})(\d{2})_(\d{1,6})\.csv$/;

/** Reads the name of a file, or undefined when it tells no kind and day. */
export function parseReportName(fileName: string): ReportName | undefined {
  const [, kindText, , year, month, date, seq] = FILE_NAME.exec(fileName) ?? [];
  const kind = REPORT_KINDS.find((known) => known === kindText);
  const clearingOn = parseDay(`${year}-${month}-${date}`);
  return kind === undefined || clearingOn === undefined ? undefined : { kind, clearingOn, seq: Number(seq) };
}

/** Why a file is refused as a whole: nothing of it is compared. */
export const REPORT_PROBLEMS = [
  "name",
  "not_ended",
  "header",
  "row",
  "encoding",
  "day_not_over",
  "changed",
  "currency",
] as const;
export type ReportProblem = {
  readonly problem: (typeof REPORT_PROBLEMS)[number];
  /** Of the rows below the header, from 1; where one is to blame. */
  readonly row?: number;
  /** The column that is to blame. */
  readonly column?: string;
};

/** Whether the clearing day (00:00 to 23:59:59 UTC+8) has ended at an instant. */
export function isDayOver(clearingOn: Day, nowMs: number): boolean {
  return nowMs >= utc8DayStartMs(addDays(clearingOn, 1));
}

/** The day on which a clearing day's money should arrive: the day after it, or the bank day that follows. */
export function moneyDueOn(clearingOn: Day, holidays: ReadonlySet<string>): Day {
  return moveToBankDay(addDays(clearingOn, 1), "next", holidays);
}

/** What came of one file. */
export type ImportOutcome =
  | {
      readonly ok: true;
      /** The same file had been taken before. */
      readonly known: boolean;
      readonly reportId: string;
      readonly clearingOn: Day;
      readonly kind: ReportKind;
      readonly rows: number;
      readonly matched: number;
      readonly differing: number;
    }
  | ({ readonly ok: false } & ReportProblem);
