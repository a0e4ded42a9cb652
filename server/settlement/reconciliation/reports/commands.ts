import type pg from "pg";
import { recordAuditSql } from "@/server/audit/commands";
import type { OperatorScope, SystemScope } from "@/server/kernel/scope";
import { sha256Hex } from "@/server/platform/crypto";
import { roleOf, type Sql, transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { compareDay, lockReports } from "../compare/commands";
import { matchOpenReceipts } from "../money/commands";
import { keepRows, RefusedReport, requireSoundRows, stageItems } from "./ingest";
import { type ImportOutcome, isDayOver, parseReportName, type ReportName } from "./rules";
import { readSummary, type SummaryLine } from "./schema";

type ReportDeps = Deps<OperatorScope> | Deps<SystemScope>;

/** A file of the network: its name says its kind and day, its content comes as a stream. */
export type ReportFile = {
  readonly name: string;
  readonly source: "upload" | "folder" | "command";
  readonly content: AsyncIterable<Uint8Array>;
};

/** Summaries have a handful of lines. */
const MOST_SUMMARY_BYTES = 64 * 1024;

/**
 * Takes one file of the network: keeps its rows, compares the day with the books, books what it reports into the
 * clearing account, and raises what differs as items of work. The same file again changes nothing, a later edition
 * of the day takes the place of the earlier one, and a file that cannot be read whole is refused whole.
 */
export async function importReport(deps: ReportDeps, file: ReportFile): Promise<ImportOutcome> {
  try {
    return await transactSql(roleOf(deps.scope), (sql, client) => takeReport(sql, client, deps, file));
  } catch (error) {
    if (error instanceof RefusedReport) return { ok: false, ...error.why };
    throw error;
  }
}

/** The same inside a transaction that the caller ends. @throws RefusedReport */
export async function takeReport(
  sql: Sql,
  client: pg.PoolClient,
  deps: ReportDeps,
  file: ReportFile,
): Promise<ImportOutcome> {
  const name = parseReportName(file.name);
  if (!name) throw new RefusedReport({ problem: "name" });
  if (!isDayOver(name.clearingOn, deps.now)) throw new RefusedReport({ problem: "day_not_over" });
  await lockReports(sql);
  const reportId = deps.newId("networkReport");
  if (name.kind === "settlementSummary") {
    const bytes = await collect(file.content);
    const lines = readSummary(decode(bytes));
    if ("problem" in lines) throw new RefusedReport(lines);
    const given = { ...name, reportId, file, sha256: sha256Hex(bytes), rows: lines.length };
    return keepReport(sql, deps, given, () => keepSums(sql, reportId, lines));
  }
  const sha256 = await stageItems(sql, client, file.content);
  await requireSoundRows(sql);
  const [counted] = await sql<{ rows: number }>("SELECT count(*)::int AS rows FROM staged_report");
  const given = { ...name, reportId, file, sha256, rows: counted?.rows ?? 0 };
  return keepReport(sql, deps, given, async () => void (await keepRows(sql, reportId)));
}

async function collect(content: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of content) {
    size += part.length;
    if (size > MOST_SUMMARY_BYTES) throw new RefusedReport({ problem: "row" });
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new RefusedReport({ problem: "encoding" });
  }
}

type Given = ReportName & {
  readonly reportId: string;
  readonly file: ReportFile;
  readonly sha256: string;
  readonly rows: number;
};

async function keepReport(
  sql: Sql,
  deps: ReportDeps,
  given: Given,
  keep: () => Promise<void>,
): Promise<ImportOutcome> {
  const { kind, clearingOn, seq, reportId, rows } = given;
  const editions = await sql<{ id: string; seq: number; sha256: string; matched: number; differing: number }>(
    "SELECT id, seq, sha256, matched, differing FROM network_report WHERE kind = $1 AND clearing_on = $2",
    [kind, clearingOn],
  );
  const known = editions.find((edition) => edition.seq === seq);
  // The network never changes a file that it has written: it writes another edition.
  if (known && known.sha256 !== given.sha256) throw new RefusedReport({ problem: "changed" });
  if (known) {
    await sql("DROP TABLE IF EXISTS staged_report");
    const { id, matched, differing } = known;
    return { ok: true, known: true, reportId: id, clearingOn, kind, rows, matched, differing };
  }
  const isLatest = editions.every((edition) => edition.seq < seq);
  await insertReport(sql, deps, given);
  await keep();
  const counts = isLatest
    ? await compareDay(sql, deps, { clearingOn, newReport: { kind, reportId } })
    : { matched: 0, differing: 0 };
  await recordAuditSql(sql, deps, [
    {
      action: "network_report.import",
      subjectId: reportId,
      tenantId: null,
      after: { fileName: given.file.name, sha256: given.sha256, rows, ...counts },
    },
  ]);
  await matchOpenReceipts(sql, deps);
  return { ok: true, known: false, reportId, clearingOn, kind, rows, ...counts };
}

/** It counts once the comparison has made it the current one of its day. */
async function insertReport(sql: Sql, deps: ReportDeps, given: Given): Promise<void> {
  const { kind, clearingOn, seq, reportId, sha256, rows, file } = given;
  await sql(
    `INSERT INTO network_report (id, kind, clearing_on, seq, file_name, sha256, state, rows, source, received_by,
                                 received_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'superseded', $7, $8, $9, to_timestamp($10::float8 / 1000))`,
    [reportId, kind, clearingOn, seq, file.name, sha256, rows, file.source, deps.actor.id, deps.now],
  );
}

async function keepSums(sql: Sql, reportId: string, lines: readonly SummaryLine[]): Promise<void> {
  await sql(
    `INSERT INTO network_report_sum (report_id, type, count, amount_minor, currency, commission_minor)
     SELECT $1, type, count, amount, 'JPY', commission
     FROM jsonb_to_recordset($2::text::jsonb) AS line(type text, count int, amount bigint, commission bigint)`,
    [
      reportId,
      JSON.stringify(
        lines.map(({ type, count, settlementAmount, commission }) => ({
          type,
          count,
          amount: `${settlementAmount}`,
          commission: `${commission}`,
        })),
      ),
    ],
  );
}
