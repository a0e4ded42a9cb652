import { recordAuditSql } from "@/server/audit/commands";
import { addDays, type Day, instant, jstDayStartMs, toDay } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";
import { type Sql, transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { endEarlyPayouts } from "../early/settle/commands";
import { reviewHolds } from "../holds/commands";
import { sumEntriesIntoStatements, writeStatements } from "../statement/commands";
import { closeGroups } from "./closing/queries";
import { progressOf, type TellProgress } from "./progress/commands";
import { findLastRun } from "./queries";
import type { ClosedGroup } from "./rules";

/** One settlement at a time, over all processes. */
const SETTLEMENT_LOCK = 7_202_611;
const CHUNK = 2_000;
/** A month's entries are joined in memory; one run at a time has this much for each of its joins. */
const WORK_MEM = "128MB";

export type SettlementResult = {
  readonly runId: string;
  readonly throughOn: Day;
  readonly statements: number;
  readonly payoutTotalMinor: bigint;
  /** True when the day had been closed before and nothing was done now. */
  readonly repeated: boolean;
};

/**
 * Closes all periods that end on a JST day: statements, fees, tax, payouts and their bookings in one transaction.
 * A second run for the day returns the first one's result; two at once wait for each other; a run that dies leaves
 * nothing behind.
 * @throws DomainError period_open before the day is over, period_closed when a later day is closed already
 */
export async function runSettlement(deps: Deps<Scope>, input: { throughOn: Day }): Promise<SettlementResult> {
  const { throughOn } = input;
  if (deps.now < jstDayStartMs(addDays(throughOn, 1))) throw new DomainError("period_open");
  return transactSql("jobs", async (sql) => {
    await sql("SELECT pg_advisory_xact_lock($1), set_config('work_mem', $2, true)", [
      SETTLEMENT_LOCK,
      WORK_MEM,
    ]);
    const known = await findRun(sql, throughOn);
    if (known) return known;
    const last = await findLastRun(sql);
    if (last && last.through_on > throughOn) throw new DomainError("period_closed");
    const lastThroughOn = last ? toDay(last.through_on) : null;
    const tell = progressOf(sql, throughOn);
    const closed = await closeGroups(sql, { throughOn, lastThroughOn }, tell);
    return writeRun(sql, deps, { throughOn, closed, tell });
  });
}

async function findRun(sql: Sql, throughOn: Day): Promise<SettlementResult | null> {
  const [row] = await sql<{ id: string; statements: number; payout_total_minor: bigint }>(
    "SELECT id, statements, payout_total_minor FROM settlement_run WHERE through_on = $1",
    [throughOn],
  );
  if (!row) return null;
  return {
    runId: row.id,
    throughOn,
    statements: row.statements,
    payoutTotalMinor: row.payout_total_minor,
    repeated: true,
  };
}

type Closed = {
  readonly throughOn: Day;
  readonly closed: readonly ClosedGroup[];
  readonly tell: TellProgress;
};

async function writeRun(
  sql: Sql,
  deps: Deps<Scope>,
  { throughOn, closed, tell }: Closed,
): Promise<SettlementResult> {
  const runId = deps.newId("run");
  const first = await takeInvoiceNumbers(sql, closed.length);
  const numbered = closed.map((one, index) => ({
    ...one,
    statementId: deps.newId("statement"),
    payoutId: deps.newId("payout"),
    invoiceNumber: first + BigInt(index),
  }));
  const payoutTotalMinor = numbered.reduce((sum, one) => sum + one.sums.payoutMinor, 0n);
  await sql(
    `INSERT INTO settlement_run (id, through_on, state, started_by, started_at, finished_at, statements, payout_total_minor)
     VALUES ($1, $2, 'finished', $3, $4, $4, $5, $6)`,
    [runId, throughOn, deps.actor.id, instant(deps.now), numbered.length, payoutTotalMinor],
  );
  for (let at = 0; at < numbered.length; at += CHUNK) {
    await tell({ step: "write", done: at, of: numbered.length });
    await writeStatements(sql, deps, { runId, throughOn, part: numbered.slice(at, at + CHUNK) });
  }
  await tell({ step: "entries", done: numbered.length, of: numbered.length });
  await sumEntriesIntoStatements(sql, runId);
  await endEarlyPayouts(sql, deps, runId);
  await reviewHolds(sql, deps);
  await recordAuditSql(sql, deps, [
    {
      action: "settlement.run",
      subjectId: runId,
      tenantId: null,
      after: { throughOn, statements: numbered.length, payoutTotalMinor: payoutTotalMinor.toString() },
    },
  ]);
  return { runId, throughOn, statements: numbered.length, payoutTotalMinor, repeated: false };
}

/** The gapless sequence: the counter's row stays locked until this transaction ends. */
async function takeInvoiceNumbers(sql: Sql, count: number): Promise<bigint> {
  const [row] = await sql<{ last_number: bigint }>(
    "UPDATE invoice_counter SET last_number = last_number + $1 WHERE id = 1 RETURNING last_number",
    [count],
  );
  return (row?.last_number ?? 0n) - BigInt(count) + 1n;
}
