import { recordAudit, recordAuditSql } from "@/server/audit/commands";
import { readAnchors } from "@/server/audit/gateway";
import { type AuditReport, verifyAudit } from "@/server/audit/seal/queries";
import { instant } from "@/server/kernel/calendar";
import type { OperatorScope, SystemScope } from "@/server/kernel/scope";
import { sqlOfTx, transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { env } from "@/server/platform/env";

/** The channel on which the worker hears that a verification is asked for. */
export const CHECKS_CHANNEL = "noren_audit_check";

/** Asks the worker to verify the whole log. @returns the check whose result will be there when it is done */
export async function requestCheck(deps: Deps<OperatorScope>): Promise<{ readonly checkId: string }> {
  return deps.transact(async (tx) => {
    const checkId = deps.newId("auditCheck");
    await tx.auditCheck.create({
      data: { id: checkId, requestedBy: deps.scope.personId, requestedAt: instant(deps.now) },
      select: { id: true },
    });
    await recordAudit(tx, deps, { action: "audit.check", subjectId: checkId, tenantId: null });
    await sqlOfTx(tx)("SELECT pg_notify($1, '')::text AS notified", [CHECKS_CHANNEL]);
    return { checkId };
  });
}

/** Puts a verification on the list without anybody asking: what the timetable does once a day. */
export async function requestDailyCheck(deps: Deps<SystemScope>): Promise<void> {
  await transactSql("jobs", async (sql) => {
    const checkId = deps.newId("auditCheck");
    await sql(
      `INSERT INTO audit_check (id, requested_by, requested_at)
       VALUES ($1, 'timetable', to_timestamp($2::float8 / 1000))`,
      [checkId, deps.now],
    );
    await recordAuditSql(sql, deps, [{ action: "audit.check", subjectId: checkId, tenantId: null }]);
    await sql("SELECT pg_notify($1, '')::text AS notified", [CHECKS_CHANNEL]);
  });
}

/**
 * Does the oldest verification that waits, and answers all that were asked for before it began. @returns how many
 */
export async function runCheck(deps: Deps<SystemScope>): Promise<number> {
  return transactSql("jobs", async (sql) => {
    const waiting = await sql<{ id: string }>(
      "SELECT id FROM audit_check WHERE finished_at IS NULL ORDER BY id FOR UPDATE SKIP LOCKED",
    );
    if (waiting.length === 0) return 0;
    const report: AuditReport = await verifyAudit(sql, readAnchors(env().anchorFile));
    await sql(
      `UPDATE audit_check SET finished_at = to_timestamp($2::float8 / 1000), ok = $3, rows = $4, sealed = $5,
              first_broken = $6, problem = $7 WHERE id = ANY($1::text[])`,
      [
        waiting.map(({ id }) => id),
        deps.now,
        report.ok,
        report.rows,
        report.sealed,
        report.firstBroken,
        report.problem,
      ],
    );
    return waiting.length;
  });
}
