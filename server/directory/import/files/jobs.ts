import { recordAuditSql } from "@/server/audit/commands";
import { emitEventsSql } from "@/server/events/commands";
import { isDomainError } from "@/server/kernel/errors";
import type { SystemScope } from "@/server/kernel/scope";
import { poolFor, type Sql, sqlOfClient, transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import type { RecurringJob } from "@/server/platform/jobs";
import { log } from "@/server/platform/log";
import { queueInvitations } from "../invitations/commands";
import { detectForm, readTable } from "../table/document";
import { cellName, TableError, type TypedRow } from "../table/rules";
import { expireImports } from "./expiry/jobs";
import { keptFile } from "./gateway";
import { type Loader, loaderOf, type PlannedRow } from "./loader/commands";
import type { RowOutcome } from "./rules";
import { type StoredForm, storedForm } from "./schema";

type ImportDeps = Deps<SystemScope>;

type Job = {
  readonly id: string;
  readonly tenant_id: string | null;
  readonly kind: string;
  readonly requested_by: string;
  readonly state: string;
  readonly parts: number;
  readonly form: unknown;
  readonly done_rows: number;
  readonly attempts: number;
  readonly invites: boolean;
};

const BATCH_ROWS = 2_000;
/** So many batches a round: a worker that is asked to stop does so within seconds. */
const BATCHES_A_ROUND = 10;
const ATTEMPTS_MAX = 5;

/** Somebody has cancelled the import, or another worker has it. */
class GoneError extends Error {}

/**
 * Checks or commits the oldest import that waits for it. Each batch is one transaction with its progress, so a worker
 * that is killed goes on where it was and no row is done twice.
 * @returns 1 when there was something to do, which asks for the next round at once
 */
export async function runNextImport(deps: ImportDeps): Promise<number> {
  const sql = sqlOfClient(poolFor("jobs"));
  const [job] = await sql<Job>(
    `SELECT id, tenant_id, kind, requested_by, state, parts, form, done_rows, attempts, invites FROM import_job
     WHERE state IN ('waiting', 'checking', 'running') ORDER BY id LIMIT 1`,
  );
  if (job === undefined) return 0;
  // What it writes is told as done by the person who asked for it.
  const acting = { ...deps, actor: { kind: "person", id: job.requested_by } as const };
  try {
    await (job.state === "running" ? commitRows(acting, job) : checkFile(acting, job));
  } catch (error) {
    if (error instanceof GoneError) return 1;
    await noteFailure(acting, job, error);
  }
  return 1;
}

async function checkFile(deps: ImportDeps, job: Job): Promise<void> {
  await transactSql("jobs", async (sql) => {
    await move(sql, job, "checking", "state IN ('waiting', 'checking')");
    // A check that was cut short begins anew: it has changed nothing.
    await sql("DELETE FROM import_row WHERE job_id = $1", [job.id]);
    await sql(
      `UPDATE import_job SET rows = 0, checked_rows = 0, created = 0, changed = 0, kept = 0, failed = 0 WHERE id = $1`,
      [job.id],
    );
  });
  try {
    const written = await detectForm(keptFile(job.id, job.parts));
    const loader = loaderOf(job);
    let form: StoredForm | undefined;
    for await (const { header, rows } of readTable(keptFile(job.id, job.parts), written, {
      batchRows: BATCH_ROWS,
    })) {
      form ??= { ...written, header: [...header], ...loader.match(header) };
      await checkBatch(deps, { job, loader, form, rows, doneRows: 0 });
    }
    await transactSql("jobs", (sql) => move(sql, job, "checked", "state = 'checking'"));
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    await refuse(deps, job, error);
  }
}

async function checkBatch(deps: ImportDeps, { job, loader, form, rows }: Batch): Promise<void> {
  await transactSql("jobs", async (sql) => {
    const planned = await loader.plan(sql, deps, form.columns, rows);
    await writeRows(sql, job, form, planned);
    const counts = countsOf(planned);
    const moved = await sql(
      `UPDATE import_job SET form = $2::text::jsonb, rows = rows + $3, checked_rows = checked_rows + $3,
         created = created + $4, changed = changed + $5, kept = kept + $6, failed = failed + $7
       WHERE id = $1 AND state = 'checking' RETURNING id`,
      [job.id, JSON.stringify(form), rows.length, counts.create, counts.change, counts.keep, counts.fail],
    );
    if (moved.length === 0) throw new GoneError();
  });
}

async function move(sql: Sql, job: Job, to: string, condition: string): Promise<void> {
  const moved = await sql(`UPDATE import_job SET state = $2 WHERE id = $1 AND ${condition} RETURNING id`, [
    job.id,
    to,
  ]);
  if (moved.length === 0) throw new GoneError();
}

function countsOf(planned: readonly PlannedRow[]): Record<RowOutcome, number> {
  const counts = { create: 0, change: 0, keep: 0, fail: 0 };
  for (const { outcome } of planned) counts[outcome] += 1;
  return counts;
}

async function writeRows(
  sql: Sql,
  job: Job,
  form: StoredForm,
  planned: readonly PlannedRow[],
): Promise<void> {
  const rows = planned.map(({ row, outcome, number, name, problems, notes }) => ({
    row,
    outcome,
    number,
    name: name.slice(0, 100),
    problems:
      problems.length === 0
        ? null
        : problems.map((problem) => ({ ...problem, cell: cellOf(form, problem.field, row) })),
    notes: notes.length === 0 ? null : notes,
  }));
  await sql(
    `INSERT INTO import_row (job_id, row, tenant_id, outcome, number, name, problems, notes)
     SELECT $1, row, $2, outcome, number, name, problems, notes FROM jsonb_to_recordset($3::text::jsonb)
       AS given(row int, outcome text, number text, name text, problems jsonb, notes jsonb)
     ON CONFLICT (job_id, row) DO UPDATE
       SET outcome = excluded.outcome, problems = excluded.problems, notes = excluded.notes`,
    [job.id, job.tenant_id, JSON.stringify(rows)],
  );
}

function cellOf(form: StoredForm, field: string, row: number): string | undefined {
  const at = form.columns.indexOf(field);
  return at < 0 ? undefined : cellName(at, row);
}

async function commitRows(deps: ImportDeps, job: Job): Promise<void> {
  const form = storedForm.parse(job.form);
  const loader = loaderOf(job);
  const source = readTable(keptFile(job.id, job.parts), form, {
    skipRows: job.done_rows,
    batchRows: BATCH_ROWS,
  });
  let doneRows = job.done_rows;
  let batches = 0;
  for await (const { rows } of source) {
    await commitBatch(deps, { job, loader, form, rows, doneRows });
    doneRows += rows.length;
    batches += 1;
    if (batches >= BATCHES_A_ROUND) return;
  }
  await finish(deps, job, loader);
}

type Batch = {
  readonly job: Job;
  readonly loader: Loader;
  readonly form: StoredForm;
  readonly rows: readonly TypedRow[];
  readonly doneRows: number;
};

/** One batch: what it writes and how far it is stand or fall together. */
async function commitBatch(deps: ImportDeps, { job, loader, form, rows, doneRows }: Batch): Promise<void> {
  await transactSql("jobs", async (sql) => {
    const moved = await sql(
      `UPDATE import_job SET done_rows = $2, attempts = 0
       WHERE id = $1 AND state = 'running' AND done_rows = $3 RETURNING id`,
      [job.id, doneRows + rows.length, doneRows],
    );
    if (moved.length === 0) throw new GoneError();
    await loader.lock(sql);
    const said = await sql<{ row: number; outcome: RowOutcome }>(
      "SELECT row, outcome FROM import_row WHERE job_id = $1 AND row > $2 AND row <= $3",
      [job.id, doneRows, doneRows + rows.length],
    );
    const outcomes = new Map(said.map((row) => [row.row, row.outcome]));
    // What the check refused stays refused; the rest is judged anew, since days may lie between.
    const open = rows.filter(({ row }) => outcomes.get(row) !== "fail");
    const planned = await loader.plan(sql, deps, form.columns, open);
    const tenantIds = await loader.apply(sql, deps, planned);
    if (job.invites)
      await queueInvitations(sql, { jobId: job.id, tenantIds, by: job.requested_by, nowMs: deps.now });
    const other = planned.filter(({ row, outcome }) => outcomes.get(row) !== outcome);
    await noteOther(sql, job, form, { other, outcomes });
  });
}

async function noteOther(
  sql: Sql,
  job: Job,
  form: StoredForm,
  { other, outcomes }: { other: readonly PlannedRow[]; outcomes: ReadonlyMap<number, RowOutcome> },
): Promise<void> {
  if (other.length === 0) return;
  await writeRows(sql, job, form, other);
  const more = countsOf(other);
  const less = countsOf(other.map((one) => ({ ...one, outcome: outcomes.get(one.row) ?? one.outcome })));
  await sql(
    `UPDATE import_job SET created = created + $2, changed = changed + $3, kept = kept + $4, failed = failed + $5
     WHERE id = $1`,
    [
      job.id,
      more.create - less.create,
      more.change - less.change,
      more.keep - less.keep,
      more.fail - less.fail,
    ],
  );
}

async function finish(deps: ImportDeps, job: Job, loader: Loader): Promise<void> {
  await transactSql("jobs", async (sql) => {
    const moved = await sql<{ created: number; changed: number; kept: number; failed: number }>(
      `UPDATE import_job SET state = 'done', finished_at = to_timestamp($2::float8 / 1000)
       WHERE id = $1 AND state = 'running' RETURNING created, changed, kept, failed`,
      [job.id, deps.now],
    );
    const [counts] = moved;
    if (counts === undefined) throw new GoneError();
    await loader.finish(sql);
    const { id: subjectId, tenant_id: tenantId } = job;
    await recordAuditSql(sql, deps, [
      { action: "import.finish", subjectId, tenantId, after: { state: "done", ...counts } },
    ]);
    await tellOfEnd(sql, deps, job, counts.failed > 0 ? "faulty" : "done");
  });
}

async function refuse(deps: ImportDeps, job: Job, { refusal }: TableError): Promise<void> {
  const { problem, columns, row } = refusal;
  await transactSql("jobs", async (sql) => {
    await move(sql, job, "refused", "state = 'checking'");
    await sql(
      `UPDATE import_job SET problem = $2, detail = $3::text::jsonb, finished_at = to_timestamp($4::float8 / 1000)
       WHERE id = $1`,
      [job.id, problem, JSON.stringify({ columns, row }), deps.now],
    );
    const { id: subjectId, tenant_id: tenantId } = job;
    await recordAuditSql(sql, deps, [{ action: "import.refuse", subjectId, tenantId, after: { problem } }]);
    await tellOfEnd(sql, deps, job, "failed");
  });
}

type Ended = "done" | "faulty" | "failed";

async function tellOfEnd(sql: Sql, deps: ImportDeps, job: Job, outcome: Ended): Promise<void> {
  const { id: importId, tenant_id: tenantId } = job;
  await emitEventsSql(sql, deps, [
    { type: "import.ended", tenantId, subjectId: importId, payload: { importId, outcome } },
  ]);
}

async function noteFailure(deps: ImportDeps, job: Job, error: unknown): Promise<void> {
  const final = isDomainError(error) && error.code !== "unavailable";
  const over = final || job.attempts + 1 >= ATTEMPTS_MAX;
  log().error({ importId: job.id, attempts: job.attempts, err: error }, "a batch of an import failed");
  const problem = final ? error.code : "internal";
  await transactSql("jobs", async (sql) => {
    const moved = await sql(
      `UPDATE import_job SET attempts = attempts + 1,
         state = CASE WHEN $2 THEN 'failed' ELSE state END, problem = CASE WHEN $2 THEN $3 END,
         finished_at = CASE WHEN $2 THEN to_timestamp($4::float8 / 1000) END
       WHERE id = $1 AND state IN ('waiting', 'checking', 'running') RETURNING id`,
      [job.id, over, problem, deps.now],
    );
    if (!over || moved.length === 0) return;
    const { id: subjectId, tenant_id: tenantId } = job;
    await recordAuditSql(sql, deps, [{ action: "import.fail", subjectId, tenantId, after: { problem } }]);
    await tellOfEnd(sql, deps, job, "failed");
  });
}

/** What imports do again and again. */
export const importJobs: readonly RecurringJob[] = [
  { name: "imports", everyMs: 1_500, run: (deps) => runNextImport(deps) },
  { name: "imports-expired", everyMs: 50_000, run: (deps) => expireImports(deps) },
];
