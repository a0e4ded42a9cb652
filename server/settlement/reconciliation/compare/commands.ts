import { recordAuditSql } from "@/server/audit/commands";
import type { Day } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import { listPostingsOfKey } from "@/server/ledger/queries";
import { accounts } from "@/server/ledger/rules";
import { type Sql, transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { listHolidays } from "../../calendar/queries";
import { book, type ReconciliationDeps } from "../commands";
import { openFound, raiseFound } from "../items/ingest";
import { refreshMoneyOf } from "../money/commands";
import { moneyDueOn, type ReportKind } from "../reports/rules";
import { move, reversed } from "../rules";
import { leaveDay, lookAtDay } from "./ingest";

/** One at a time takes a report or compares a day: two would raise the same items in different orders. */
export async function lockReports(sql: Sql): Promise<void> {
  await sql("SELECT pg_advisory_xact_lock(hashtextextended('network_reports', 7320))::text AS locked");
}

type Counts = { readonly matched: number; readonly differing: number };
type Current = { id: string; kind: string };

/**
 * Compares a clearing day with the books and leaves open what differs. It may be repeated: what is no difference any
 * more is closed by itself.
 * @param args.newReport is the current report of its kind from now on; what the earlier edition booked is taken back
 */
export async function compareDay(
  sql: Sql,
  deps: ReconciliationDeps,
  args: {
    readonly clearingOn: Day;
    readonly newReport?: { readonly kind: ReportKind; readonly reportId: string };
  },
): Promise<Counts> {
  const { clearingOn, newReport } = args;
  await lockReports(sql);
  if (newReport) await supersede(sql, deps, { ...newReport, clearingOn });
  const current = await sql<Current>(
    "SELECT id, kind FROM network_report WHERE clearing_on = $1 AND state = 'current'",
    [clearingOn],
  );
  const idOf = (kind: ReportKind) => current.find((report) => report.kind === kind)?.id ?? null;
  const itemsId = idOf("transactionItems");
  const summaryId = idOf("settlementSummary");
  const dueOn = moneyDueOn(clearingOn, await listHolidays(sql));
  await sql(
    `INSERT INTO network_day (clearing_on, items_report_id, summary_report_id, due_on, promised_minor)
     VALUES ($1, $2, $3, $4, (SELECT amount_minor - commission_minor FROM network_report_sum
                              WHERE report_id = $3 AND type = 'TOTAL'))
     ON CONFLICT (clearing_on) DO UPDATE SET items_report_id = EXCLUDED.items_report_id,
       summary_report_id = EXCLUDED.summary_report_id, due_on = EXCLUDED.due_on, promised_minor = EXCLUDED.promised_minor`,
    [clearingOn, itemsId, summaryId, dueOn],
  );
  if (itemsId === null) return { matched: 0, differing: 0 };
  const counts = await compareItems(sql, deps, {
    clearingOn,
    reportId: itemsId,
    summaryId,
    isNew: newReport?.reportId === itemsId,
  });
  await refreshMoneyOf(sql, deps, clearingOn);
  return counts;
}

async function compareItems(
  sql: Sql,
  deps: ReconciliationDeps,
  day: { clearingOn: Day; reportId: string; summaryId: string | null; isNew: boolean },
): Promise<Counts> {
  await lookAtDay(sql, day);
  if (day.summaryId !== null) await sql(FIND_SUMMARY, [day.summaryId, day.clearingOn, day.reportId]);
  await sql(
    `UPDATE network_day SET own_minor = own.minor, own_fee_minor = own.fee, reported_minor = reported.minor,
                            reported_fee_minor = reported.fee
     FROM (SELECT coalesce(sum(own_minor), 0)::bigint AS minor, coalesce(sum(own_fee_minor), 0)::bigint AS fee
           FROM (SELECT own_minor, own_fee_minor FROM compared
                 UNION ALL SELECT own_minor, own_fee_minor FROM found WHERE fields[1] = 'missing') AS mine) AS own,
          (SELECT coalesce(sum(reported_minor), 0)::bigint AS minor, coalesce(sum(reported_fee_minor), 0)::bigint AS fee
           FROM compared) AS reported
     WHERE clearing_on = $1`,
    [day.clearingOn],
  );
  const [counts] = await sql<Counts>(
    `WITH counted AS (SELECT count(*) FILTER (WHERE fields = '{}')::int AS matched,
                             (SELECT count(*) FROM found)::int AS differing FROM compared)
     UPDATE network_report SET matched = counted.matched, differing = counted.differing FROM counted WHERE id = $1
     RETURNING counted.matched, counted.differing`,
    [day.reportId],
  );
  if (day.isNew) await bookReported(sql, deps, day.reportId);
  await raiseFound(sql, deps);
  await leaveDay(sql);
  return counts ?? { matched: 0, differing: 0 };
}

/** The sums that the network states, where its own items do not add up to them. */
const FIND_SUMMARY = `
  WITH item AS (
    SELECT kind.type, count(c.row)::int AS count, coalesce(sum(c.reported_minor), 0)::bigint AS minor,
           coalesce(sum(c.reported_fee_minor), 0)::bigint AS fee
    FROM (VALUES ('PAYMENT'), ('REFUND'), ('TOTAL')) AS kind(type)
    LEFT JOIN compared c ON c.type = kind.type OR kind.type = 'TOTAL' GROUP BY kind.type
  ), off AS (
    SELECT stated.type, stated.type || ' ' || concat_ws(', ',
             CASE WHEN stated.count <> item.count THEN stated.count || ' / ' || item.count END,
             CASE WHEN stated.amount_minor <> item.minor THEN '¥' || stated.amount_minor || ' / ¥' || item.minor END,
             CASE WHEN stated.commission_minor <> item.fee THEN '¥' || stated.commission_minor || ' / ¥' || item.fee END)
             AS detail
    FROM network_report_sum stated JOIN item USING (type)
    WHERE stated.report_id = $1 AND (stated.count, stated.amount_minor, stated.commission_minor)
          IS DISTINCT FROM (item.count, item.minor, item.fee)
  )
  INSERT INTO found
  SELECT 'summary:' || $2, ARRAY['summary'], $2, $3, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
         (SELECT minor - fee FROM item WHERE type = 'TOTAL'),
         (SELECT amount_minor - commission_minor FROM network_report_sum WHERE report_id = $1 AND type = 'TOTAL'), 0, 0,
         string_agg(detail, '; ' ORDER BY type)
  FROM off HAVING count(*) > 0`;

/** Makes a report the current one of its day; what the one before it had booked is booked back. */
async function supersede(
  sql: Sql,
  deps: ReconciliationDeps,
  report: { kind: ReportKind; reportId: string; clearingOn: Day },
): Promise<void> {
  const earlier = await sql<{ id: string }>(
    `UPDATE network_report SET state = 'superseded'
     WHERE kind = $1 AND clearing_on = $2 AND state = 'current' AND id <> $3 RETURNING id`,
    [report.kind, report.clearingOn, report.reportId],
  );
  await sql("UPDATE network_report SET state = 'current' WHERE id = $1", [report.reportId]);
  // It may have been missed; now it has come.
  await openFound(sql);
  await sql("INSERT INTO looked_at VALUES ('day:' || $1::text || ':' || $2::text)", [
    report.clearingOn,
    report.kind,
  ]);
  await raiseFound(sql, deps);
  for (const { id } of earlier) {
    for (const key of [reportKey(id), accrualKey(id)]) {
      const postings = await listPostingsOfKey(sql, key);
      await book(sql, deps, {
        key: `${key}:superseded`,
        kind: "correction",
        reference: id,
        postings: reversed(postings),
      });
    }
  }
}

const reportKey = (reportId: string) => `network_report:${reportId}`;
const accrualKey = (reportId: string) => `network_accrual:${reportId}`;

type Reported = { wallet_id: string; minor: bigint; fee: bigint; accrual: bigint };

/**
 * What the network reports moves from its receivable into the clearing account, less its fee, until money comes. The
 * fee of what no run of fees had counted, such as a late success that was given back, is booked with it.
 */
async function bookReported(sql: Sql, deps: ReconciliationDeps, reportId: string): Promise<void> {
  const wallets = await sql<Reported>(
    `SELECT reported_wallet_id AS wallet_id, sum(reported_minor)::bigint AS minor, sum(reported_fee_minor)::bigint AS fee,
            sum(accrual_minor)::bigint AS accrual
     FROM compared GROUP BY 1 ORDER BY 1`,
  );
  const reported = wallets.flatMap(({ wallet_id, minor, fee }) => [
    ...move(accounts.networkReceivable(wallet_id), accounts.networkClearing, minor),
    ...move(accounts.networkClearing, accounts.networkFeePayable(wallet_id), fee),
  ]);
  const accrued = wallets.flatMap(({ wallet_id, accrual }) =>
    move(accounts.networkFeePayable(wallet_id), accounts.networkFeeExpense(wallet_id), accrual),
  );
  await book(sql, deps, {
    key: reportKey(reportId),
    kind: "network_reported",
    reference: reportId,
    postings: reported,
  });
  await book(sql, deps, {
    key: accrualKey(reportId),
    kind: "network_fee",
    reference: reportId,
    postings: accrued,
  });
}

/** Compares a day once more, because a person knows that something has changed. @throws DomainError not_found */
export async function compareAgain(deps: Deps<OperatorScope>, input: { clearingOn: Day }): Promise<Counts> {
  return transactSql("operator", async (sql) => {
    const known = await sql("SELECT 1 FROM network_day WHERE clearing_on = $1", [input.clearingOn]);
    if (known.length === 0) throw new DomainError("not_found");
    const counts = await compareDay(sql, deps, input);
    await recordAuditSql(sql, deps, [
      {
        action: "reconciliation.compare",
        subjectId: `clearing_day:${input.clearingOn}`,
        tenantId: null,
        after: counts,
      },
    ]);
    return counts;
  });
}
