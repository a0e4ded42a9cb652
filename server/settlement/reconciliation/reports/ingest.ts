import { createHash } from "node:crypto";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { z } from "zod";
import type { Sql } from "@/server/platform/db";
import { END, ITEM_COLUMNS, type ReportProblem } from "./rules";

/** A file that is refused as a whole; the transaction that reads it ends. */
export class RefusedReport extends Error {
  readonly why: ReportProblem;

  constructor(why: ReportProblem) {
    super(why.problem);
    this.name = "RefusedReport";
    this.why = why;
  }
}

const LINE_FEED = 10;
const LONGEST_HEADER = 4_096;
/** What is held back of the stream, so that its end is seen before it is sent on. */
const TAIL_BYTES = 64;
const MARK = "\uFEFF";

const quoted = ITEM_COLUMNS.map((column) => `"${column}"`);

/**
 * Streams a transactionItems file as it comes into the temporary table `staged_report`, in constant memory: the bytes go
 * to PostgreSQL's own reader of CSV, and nothing of them is held here but the ends.
 * @returns SHA-256 of the file
 * @throws RefusedReport for another header, a file without its end, rows that are no CSV or text that is not UTF-8
 */
export async function stageItems(
  sql: Sql,
  client: pg.PoolClient,
  content: AsyncIterable<Uint8Array>,
): Promise<string> {
  await sql(
    `CREATE TEMP TABLE staged_report (row int GENERATED ALWAYS AS IDENTITY, ${quoted.map((name) => `${name} text NOT NULL`).join(", ")}) ON COMMIT DROP`,
  );
  const hash = createHash("sha256");
  const opened = await openFile(content, (part) => hash.update(part));
  const into = client.query(
    copyFrom(
      `COPY staged_report (${opened.columns.map((column) => `"${column}"`).join(", ")}) FROM STDIN
       WITH (FORMAT csv, ENCODING 'UTF8', FORCE_NOT_NULL (${quoted.join(", ")}))`,
    ),
  );
  try {
    await pipeline(opened.body, into);
  } catch (error) {
    throw refusalOf(error);
  }
  await sql("ANALYZE staged_report");
  return hash.digest("hex");
}

const databaseError = z.object({ code: z.string().length(5), where: z.string().optional() });

/** 22021 and 22P05 are text of another encoding; the other errors of class 22 are rows that are no CSV of this shape. */
function refusalOf(error: unknown): unknown {
  const read = databaseError.safeParse(error);
  if (!read.success || !read.data.code.startsWith("22")) return error;
  const row = Number(/line (\d+)/.exec(read.data.where ?? "")?.[1] ?? "0");
  const isText = read.data.code === "22021" || read.data.code === "22P05";
  return new RefusedReport({ problem: isText ? "encoding" : "row", ...(row > 0 && { row }) });
}

/** Reads the header, and gives the rows below it without the line that ends the file. */
async function openFile(content: AsyncIterable<Uint8Array>, told: (part: Uint8Array) => void) {
  const parts = content[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  while (!head.includes(LINE_FEED) && head.length < LONGEST_HEADER) {
    const next = await parts.next();
    if (next.done) break;
    told(next.value);
    head = Buffer.concat([head, next.value]);
  }
  const end = head.indexOf(LINE_FEED);
  const columns = columnsOf(head.subarray(0, Math.max(end, 0)).toString("utf8"));
  async function* body(): AsyncGenerator<Uint8Array> {
    let kept: Buffer = head.subarray(end + 1);
    for (let next = await parts.next(); !next.done; next = await parts.next()) {
      told(next.value);
      kept = Buffer.concat([kept, next.value]);
      if (kept.length > TAIL_BYTES) {
        yield kept.subarray(0, kept.length - TAIL_BYTES);
        kept = kept.subarray(kept.length - TAIL_BYTES);
      }
    }
    const last = new RegExp(`(^|\\n)${END}\\s*$`).exec(kept.toString("latin1"));
    if (!last) throw new RefusedReport({ problem: "not_ended" });
    yield kept.subarray(0, last.index + (last[1]?.length ?? 0));
  }
  return { columns, body };
}

/** The columns in the order of the file; all of them and no other. @throws RefusedReport */
function columnsOf(line: string): readonly string[] {
  const names = line
    .replace(MARK, "")
    .trim()
    .split(",")
    .map((name) => name.replaceAll('"', ""));
  const known = ITEM_COLUMNS.filter((column) => names.includes(column));
  if (known.length !== ITEM_COLUMNS.length || names.length !== ITEM_COLUMNS.length)
    throw new RefusedReport({ problem: "header" });
  return names;
}

const digits = (name: string) => `"${name}" ~ '^[0-9]{1,15}$'`;
const currency = (name: string) => `"${name}" ~ '^[A-Z]{3}$'`;

/** ISO 8601 with an offset; a day that its month does not have is refused when it is read. */
const MOMENT =
  "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,6})?(Z|[+-](0[0-9]|1[0-4]):?[0-5][0-9])$";

/** What each column must hold; what the network leaves out it leaves empty. */
const SOUND: readonly (readonly [(typeof ITEM_COLUMNS)[number], string])[] = [
  ["transactionId", `length("transactionId") BETWEEN 1 AND 64`],
  ["originalTransactionId", `length("originalTransactionId") <= 64`],
  ["transactionRequestId", `length("transactionRequestId") <= 64`],
  ["referenceMerchantId", `length("referenceMerchantId") <= 64`],
  ["referenceStoreId", `length("referenceStoreId") <= 64`],
  ["pspName", `length("pspName") <= 64`],
  ["transactionType", `"transactionType" IN ('PAYMENT', 'REFUND')`],
  ["paymentTime", `"paymentTime" ~ '${MOMENT}'`],
  ["transactionAmountValue", digits("transactionAmountValue")],
  ["transactionCurrency", currency("transactionCurrency")],
  ["settlementAmountValue", digits("settlementAmountValue")],
  ["settlementCurrency", currency("settlementCurrency")],
  ["feeAmountValue", `"feeAmountValue" ~ '^-?[0-9]{0,15}$'`],
  ["feeCurrency", `"feeCurrency" = '' OR ${currency("feeCurrency")}`],
];

/** Names the first row that cannot be used. @throws RefusedReport */
export async function requireSoundRows(sql: Sql): Promise<void> {
  const faults = SOUND.map(([column, sound]) => `WHEN NOT (${sound}) THEN '${column}'`).join(" ");
  const [fault] = await sql<{ row: number; column: string }>(
    `SELECT row, "column" FROM (SELECT row, CASE ${faults} END AS "column" FROM staged_report) AS looked
     WHERE "column" IS NOT NULL ORDER BY row LIMIT 1`,
  );
  if (fault) throw new RefusedReport({ problem: "row", row: fault.row, column: fault.column });
}

/** Lays the staged rows down as those of a report. @returns how many @throws RefusedReport */
export async function keepRows(sql: Sql, reportId: string): Promise<number> {
  try {
    const [kept] = await sql<{ rows: number }>(KEEP_ROWS, [reportId]);
    await sql("DROP TABLE staged_report");
    return kept?.rows ?? 0;
  } catch (error) {
    throw refusalOf(error);
  }
}

const KEEP_ROWS = `
  WITH kept AS (
    INSERT INTO network_report_row (report_id, row, type, network_id, original_id, request_id, merchant_id, store_id,
                                    wallet_id, at, amount_minor, currency, settlement_minor, settlement_currency,
                                    fee_minor, fee_currency)
    SELECT $1, row, "transactionType", "transactionId", "originalTransactionId", "transactionRequestId",
           "referenceMerchantId", "referenceStoreId", "pspName", "paymentTime"::timestamptz,
           "transactionAmountValue"::bigint, "transactionCurrency", "settlementAmountValue"::bigint,
           "settlementCurrency", coalesce(nullif(nullif("feeAmountValue", ''), '-'), '0')::bigint,
           coalesce(nullif("feeCurrency", ''), 'JPY')
    FROM staged_report ORDER BY row RETURNING 1)
  SELECT count(*)::int AS rows FROM kept`;
