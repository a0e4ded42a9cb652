import type { Day } from "@/server/kernel/calendar";
import type { Deps, Sql } from "../queries";
import { itemsCsv, summaryCsv } from "./document";
import { findLatestReport, listReportItems } from "./queries";
import { type ReportKind, reportName } from "./rules";

/**
 * Writes both files of a clearing day and returns their names. A file that exists with the same content stays the
 * only one; other content makes the next edition, because a written report never changes.
 */
export async function writeReports(deps: Deps, day: Day): Promise<readonly string[]> {
  return deps.transact(async (sql) => {
    await sql("SELECT pg_advisory_xact_lock(hashtextextended($1, 7303))", [day]);
    const items = await listReportItems(sql, day);
    return [
      await writeReport(deps, sql, { kind: "transactionItems", day, content: itemsCsv(items) }),
      await writeReport(deps, sql, { kind: "settlementSummary", day, content: summaryCsv(items, day) }),
    ];
  });
}

async function writeReport(
  deps: Deps,
  sql: Sql,
  report: { readonly kind: ReportKind; readonly day: Day; readonly content: string },
): Promise<string> {
  const latest = await findLatestReport(sql, report.kind, report.day);
  if (latest?.content === report.content) return latest.name;
  const seq = (latest?.seq ?? 0) + 1;
  const name = reportName(report.kind, { participantId: deps.settings.acquirerId, day: report.day, seq });
  await sql(
    "INSERT INTO report (name, kind, clearing_day, seq, content, written_at) VALUES ($1, $2, $3, $4, $5, $6)",
    [name, report.kind, report.day, seq, report.content, deps.now()],
  );
  return name;
}

/** Remembers that the acquirer has a file. */
export async function markHandedOver(deps: Deps, name: string): Promise<void> {
  await deps.sql("UPDATE report SET handed_over_at = $2 WHERE name = $1", [name, deps.now()]);
}
