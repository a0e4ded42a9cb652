import type pg from "pg";
import type { SystemScope } from "@/server/kernel/scope";
import type { Sql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { takeReport } from "../reports/commands";
import { RefusedReport } from "../reports/ingest";
import type { ReportProblem } from "../reports/rules";

/** One row that differs, or any row when all are asked for. Amounts in yen, as text. */
export type TrialRow = {
  readonly verdict: "matched" | "missing" | "extra" | "duplicate" | "different";
  readonly file: string | null;
  readonly row: number | null;
  readonly clearingOn: string;
  readonly type: string | null;
  readonly networkId: string | null;
  readonly ownId: string | null;
  readonly fields: readonly string[];
  readonly reportedMinor: string;
  readonly ownMinor: string;
};

export type Trial = {
  readonly ok: boolean;
  readonly matched: number;
  readonly missing: number;
  readonly extra: number;
  readonly different: number;
  readonly rows: readonly TrialRow[];
  readonly sums: readonly { readonly clearingOn: string; readonly detail: string }[];
  readonly problems: readonly ({ readonly file: string } & ReportProblem)[];
};

type TrialFile = { readonly name: string; readonly read: () => AsyncIterable<Uint8Array> };
type Found = TrialRow & { kind: string; detail: string };

/**
 * Takes files as an import would and tells what it would raise, then takes everything back: the caller's transaction
 * leaves nothing behind.
 */
export async function tryReports(
  sql: Sql,
  client: pg.PoolClient,
  args: { readonly deps: Deps<SystemScope>; readonly files: readonly TrialFile[]; readonly all: boolean },
): Promise<Trial> {
  await sql("SAVEPOINT trial");
  const problems: ({ file: string } & ReportProblem)[] = [];
  const reports: string[] = [];
  for (const { name, read } of args.files) {
    await sql("SAVEPOINT file");
    try {
      const outcome = await takeReport(sql, client, args.deps, { name, source: "command", content: read() });
      if (outcome.ok) reports.push(outcome.reportId);
      await sql("RELEASE SAVEPOINT file");
    } catch (error) {
      if (!(error instanceof RefusedReport)) throw error;
      await sql("ROLLBACK TO SAVEPOINT file");
      problems.push({ file: name, ...error.why });
    }
  }
  const found = await sql<Found>(FOUND, [reports]);
  const [counted] = await sql<{ matched: number }>(
    "SELECT coalesce(sum(matched), 0)::int AS matched FROM network_report WHERE id = ANY($1::text[])",
    [reports],
  );
  const matching = args.all ? await sql<TrialRow>(MATCHING, [reports]) : [];
  await sql("ROLLBACK TO SAVEPOINT trial");
  const rows = found.filter(({ kind }) => kind !== "summary");
  const count = (...verdicts: TrialRow["verdict"][]) =>
    rows.filter(({ verdict }) => verdicts.includes(verdict)).length;
  return {
    ok: found.length + problems.length === 0,
    matched: counted?.matched ?? 0,
    missing: count("missing"),
    extra: count("extra", "duplicate"),
    different: count("different"),
    rows: [...rows.map(({ kind: _kind, detail: _detail, ...row }) => row), ...matching],
    sums: found.flatMap(({ kind, clearingOn, detail }) =>
      kind === "summary" ? [{ clearingOn, detail }] : [],
    ),
    problems,
  };
}

const DAYS = "SELECT clearing_on FROM network_report WHERE id = ANY($1::text[])";

const FOUND = `
  SELECT CASE WHEN i.kind IN ('missing', 'extra', 'duplicate') THEN i.kind ELSE 'different' END AS verdict,
         n.file_name AS file, i.row, i.clearing_on AS "clearingOn", i.type, i.network_id AS "networkId", i.own_id AS "ownId",
         i.fields, i.reported_minor::text AS "reportedMinor", i.own_minor::text AS "ownMinor", i.kind, i.detail
  FROM reconciliation_item i LEFT JOIN network_report n ON n.id = i.report_id
  WHERE i.clearing_on IN (${DAYS}) AND i.state <> 'resolved' AND (i.type IN ('PAYMENT', 'REFUND') OR i.kind = 'summary')
  ORDER BY i.clearing_on, i.row NULLS LAST, i.id`;

const MATCHING = `
  SELECT 'matched' AS verdict, n.file_name AS file, r.row, n.clearing_on AS "clearingOn", r.type, r.network_id AS "networkId",
         NULL AS "ownId", ARRAY[]::text[] AS fields, r.settlement_minor::text AS "reportedMinor",
         r.settlement_minor::text AS "ownMinor"
  FROM network_report_row r JOIN network_report n ON n.id = r.report_id
  WHERE r.report_id = ANY($1::text[])
    AND NOT EXISTS (SELECT 1 FROM reconciliation_item i WHERE i.report_id = r.report_id AND i.row = r.row AND i.state <> 'resolved')
  ORDER BY n.clearing_on, r.row`;
