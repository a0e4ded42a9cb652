import { parse } from "csv-parse/sync";
import { z } from "zod";
import { END, type ReportProblem } from "./rules";

const minor = z
  .string()
  .regex(/^-?\d{1,15}$/)
  .transform(BigInt);

const summaryRow = z.object({
  type: z.enum(["PAYMENT", "REFUND", "TOTAL"]),
  count: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
  settlementAmount: minor,
  settlementCurrency: z.string().length(3),
  commission: minor,
});

export type SummaryLine = z.output<typeof summaryRow>;

/** The lines of a settlementSummary file, refunds negative; TOTAL must be among them. */
export function readSummary(text: string): readonly SummaryLine[] | ReportProblem {
  const body = text.replace(/^\uFEFF/, "").trimEnd();
  if (body !== END && !body.endsWith(`\n${END}`)) return { problem: "not_ended" };
  let rows: unknown[];
  try {
    rows = parse(body.slice(0, -END.length), { columns: true, skip_empty_lines: true });
  } catch {
    return { problem: "header" };
  }
  const lines: SummaryLine[] = [];
  for (const [at, row] of rows.entries()) {
    const read = summaryRow.safeParse(row);
    if (!read.success)
      return { problem: "row", row: at + 1, column: String(read.error.issues[0]?.path[0] ?? "") };
    if (read.data.settlementCurrency !== "JPY") return { problem: "currency", row: at + 1 };
    lines.push(read.data);
  }
  const isTwice = new Set(lines.map((line) => line.type)).size < lines.length;
  return isTwice || !lines.some((line) => line.type === "TOTAL") ? { problem: "row" } : lines;
}
