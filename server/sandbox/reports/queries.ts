import { z } from "zod";
import { addDays, type Day, utc8DayStartMs } from "@/server/kernel/calendar";
import type { Sql } from "../queries";
import { isWalletId } from "../wallets/rules";
import { REPORT_KINDS, type ReportItem, type ReportKind } from "./rules";

const itemRow = z
  .object({
    transaction_type: z.enum(["PAYMENT", "REFUND"]),
    transaction_id: z.string(),
    original_id: z.string(),
    request_id: z.string(),
    reference_id: z.string(),
    customer_id: z.string(),
    merchant_id: z.string(),
    store_id: z.string(),
    order_description: z.string(),
    wallet_id: z.string().refine(isWalletId),
    at: z.coerce.number(),
    amount_minor: z.coerce.bigint(),
  })
  .transform(
    (row): ReportItem => ({
      transactionType: row.transaction_type,
      transactionId: row.transaction_id,
      originalTransactionId: row.original_id,
      transactionRequestId: row.request_id,
      referenceTransactionId: row.reference_id,
      customerId: row.customer_id,
      referenceMerchantId: row.merchant_id,
      referenceStoreId: row.store_id,
      orderDescription: row.order_description,
      walletId: row.wallet_id,
      at: row.at,
      amountMinor: row.amount_minor,
    }),
  );

/** The successful payments and refunds of a clearing day (00:00 to 23:59:59 UTC+8), in order of time. */
export async function listReportItems(sql: Sql, day: Day): Promise<readonly ReportItem[]> {
  const rows = await sql(
    `SELECT 'PAYMENT' AS transaction_type, payment_id AS transaction_id, '' AS original_id,
            coalesce(payment_request_id, '') AS request_id,
            coalesce(reference_order_id, acquirer_payment_id, '') AS reference_id,
            coalesce(customer_id, '') AS customer_id, reference_merchant_id AS merchant_id,
            reference_store_id AS store_id, order_description, wallet_id, paid_at AS at, amount_minor
     FROM network_payment WHERE state = 'succeeded' AND paid_at >= $1 AND paid_at < $2
     UNION ALL
     SELECT 'REFUND', r.refund_id, p.payment_id, r.refund_request_id,
            coalesce(p.reference_order_id, p.acquirer_payment_id, ''), coalesce(p.customer_id, ''),
            p.reference_merchant_id, p.reference_store_id, p.order_description, p.wallet_id, r.refunded_at,
            r.amount_minor
     FROM network_refund r JOIN network_payment p USING (payment_id)
     WHERE r.refunded_at >= $1 AND r.refunded_at < $2
     ORDER BY at, transaction_type, transaction_id`,
    [utc8DayStartMs(day), utc8DayStartMs(addDays(day, 1))],
  );
  return rows.map((row) => itemRow.parse(row));
}

const reportRow = z.object({
  name: z.string(),
  kind: z.enum(REPORT_KINDS),
  clearing_day: z.string(),
  seq: z.number(),
  content: z.string(),
});
export type Report = z.output<typeof reportRow>;

/** One file by its name, or null. */
export async function findReport(sql: Sql, name: string): Promise<Report | null> {
  const rows = await sql("SELECT * FROM report WHERE name = $1", [name]);
  return rows[0] === undefined ? null : reportRow.parse(rows[0]);
}

/** The latest edition of a day's file, or null. */
export async function findLatestReport(sql: Sql, kind: ReportKind, day: Day): Promise<Report | null> {
  const rows = await sql(
    "SELECT * FROM report WHERE kind = $1 AND clearing_day = $2 ORDER BY seq DESC LIMIT 1",
    [kind, day],
  );
  return rows[0] === undefined ? null : reportRow.parse(rows[0]);
}

/** The names of the files, of one day or the latest, newest day first. */
export async function listReportNames(sql: Sql, day: Day | undefined): Promise<readonly string[]> {
  const rows = await sql(
    `SELECT name FROM report WHERE $1::text IS NULL OR clearing_day = $1
     ORDER BY clearing_day DESC, kind DESC, seq DESC LIMIT 1000`,
    [day ?? null],
  );
  return rows.map((row) => z.object({ name: z.string() }).parse(row).name);
}

/** The last day with a file, and the instant of the first payment: what the daily job continues from. */
export async function findReportProgress(
  sql: Sql,
): Promise<{ readonly lastDay: string | null; readonly firstPaymentAt: number | null }> {
  const rows = await sql(
    `SELECT (SELECT max(clearing_day) FROM report) AS last_day,
            (SELECT min(paid_at) FROM network_payment) AS first_payment_at`,
  );
  const row = z
    .object({ last_day: z.string().nullable(), first_payment_at: z.coerce.number().nullable() })
    .parse(rows[0]);
  return { lastDay: row.last_day, firstPaymentAt: row.first_payment_at };
}

/** Files that the acquirer has not been given yet, the oldest day first. */
export async function listWaitingReports(sql: Sql, limit: number): Promise<readonly Report[]> {
  const rows = await sql(
    "SELECT * FROM report WHERE handed_over_at IS NULL ORDER BY clearing_day, name LIMIT $1",
    [limit],
  );
  return rows.map((row) => reportRow.parse(row));
}
