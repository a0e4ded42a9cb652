import { parse } from "csv-parse/sync";
import { z } from "zod";
import { parseDay } from "@/server/kernel/calendar";
import type { ReportedItem, ReportedSum, ReportFile } from "./rules";

const FILE_NAME = /(transactionItems|settlementSummary)_([A-Za-z0-9]+)_(\d{4})(\d{2})(\d{2})_(\d+)\.csv$/;
const END = "<END>";

const minor = z
  .string()
  .regex(/^-?\d{1,18}$/, { error: "is no amount in minor units" })
  .transform(BigInt);

const itemRow = z.object({
  referenceMerchantId: z.string(),
  transactionId: z.string().min(1),
  originalTransactionId: z.string(),
  transactionRequestId: z.string(),
  transactionType: z.enum(["PAYMENT", "REFUND"]),
  paymentTime: z.iso.datetime({ offset: true }),
  transactionAmountValue: minor,
  transactionCurrency: z.string().length(3),
});

const summaryRow = z.object({
  type: z.enum(["PAYMENT", "REFUND", "TOTAL"]),
  count: z
    .string()
    .regex(/^\d{1,12}$/)
    .transform(Number),
  settlementAmount: minor,
  settlementCurrency: z.string().length(3),
});

/** What is wrong with a file as a whole: nothing of it is compared. */
export type FileProblem = { readonly file: string; readonly problem: string };

/**
 * Reads one file of the network as it came: UTF-8 CSV with a header, amounts in minor units, ended by a line `<END>`,
 * without which it may have been cut. The clearing day is in the name.
 */
export function readReport(name: string, content: string): ReportFile | FileProblem {
  const [, kind, , year, month, date, seq] = FILE_NAME.exec(name) ?? [];
  const day = parseDay(`${year}-${month}-${date}`);
  if (kind === undefined || day === undefined)
    return { file: name, problem: "its name tells no kind and day" };
  const text = content.replace(/^\uFEFF/, "").trimEnd();
  if (text !== END && !text.endsWith(`\n${END}`))
    return { file: name, problem: `it does not end with ${END}` };
  const base = { file: name, day, seq: Number(seq) };
  try {
    const rows: unknown[] = parse(text.slice(0, -END.length), { columns: true, skip_empty_lines: true });
    return kind === "transactionItems"
      ? { ...base, kind, items: rows.map((row, at) => itemOf(itemRow.parse(row), at + 2)) }
      : { ...base, kind: "settlementSummary", sums: rows.map((row) => sumOf(summaryRow.parse(row))) };
  } catch (error) {
    const problem = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    return { file: name, problem };
  }
}

function itemOf(row: z.output<typeof itemRow>, line: number): ReportedItem {
  return {
    line,
    type: row.transactionType,
    networkId: row.transactionId,
    requestId: row.transactionRequestId,
    merchantId: row.referenceMerchantId,
    amountMinor: row.transactionAmountValue,
    currency: row.transactionCurrency,
    atMs: Date.parse(row.paymentTime),
  };
}

function sumOf(row: z.output<typeof summaryRow>): ReportedSum {
  return {
    type: row.type,
    count: row.count,
    amountMinor: row.settlementAmount,
    currency: row.settlementCurrency,
  };
}
