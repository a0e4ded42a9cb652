import { recordAuditSql } from "@/server/audit/commands";
import { emitEventsSql } from "@/server/events/commands";
import type { SystemScope } from "@/server/kernel/scope";
import { type Sql, transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { stateAfter, TRANSITIONS } from "../rules";
import { EXPIRY_DAYS } from "./rules";

const DAY_MS = 86_400_000;
/** Applications that one transaction ends. */
const BATCH = 200;

type Ended = { readonly id: string; readonly tenantId: string; readonly before: string };

/**
 * Ends applications that their applicants have not touched for `EXPIRY_DAYS`. One that is being edited at this
 * moment is skipped. @returns how many ended; more may be due when it is not zero
 */
export async function expireApplications(deps: Deps<SystemScope>): Promise<number> {
  return transactSql("jobs", async (sql) => {
    const ended = await endUntouched(sql, deps.now);
    const to = stateAfter("expire");
    await recordAuditSql(
      sql,
      deps,
      ended.map(({ id, tenantId, before }) => ({
        action: "application.expire",
        subjectId: id,
        tenantId,
        before: { state: before },
        after: { state: to },
      })),
    );
    await emitEventsSql(
      sql,
      deps,
      ended.map(({ id, tenantId }) => ({
        type: "application.expired" as const,
        tenantId,
        subjectId: id,
        payload: { applicationId: id },
      })),
    );
    return ended.length;
  });
}

async function endUntouched(sql: Sql, nowMs: number): Promise<Ended[]> {
  return sql<Ended>(
    `UPDATE application SET state = $3, version = version + 1, updated_at = to_timestamp($1::float8 / 1000),
            closed_at = to_timestamp($1::float8 / 1000)
     FROM (SELECT id AS due_id, state AS before FROM application
           WHERE state = ANY($4::text[]) AND updated_at <= to_timestamp($2::float8 / 1000)
           ORDER BY updated_at, id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED) AS due
     WHERE id = due_id
     RETURNING id, tenant_id AS "tenantId", before`,
    [nowMs, nowMs - EXPIRY_DAYS * DAY_MS, stateAfter("expire"), TRANSITIONS.expire.from],
  );
}
