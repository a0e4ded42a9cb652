import { recordAuditSql } from "@/server/audit/commands";
import type { SystemScope } from "@/server/kernel/scope";
import { poolFor, sqlOfClient, transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { forgetFile } from "../gateway";

/** Clears away the files and rows of imports whose time is over. @returns how many */
export async function expireImports(deps: Deps<SystemScope>): Promise<number> {
  const sql = sqlOfClient(poolFor("jobs"));
  const rows = await sql<{ id: string; tenant_id: string | null; parts: number }>(
    `SELECT id, tenant_id, parts FROM import_job
     WHERE expires_at <= to_timestamp($1::float8 / 1000) AND state NOT IN ('expired', 'waiting', 'checking', 'running')
     ORDER BY id LIMIT 20`,
    [deps.now],
  );
  await Promise.all(rows.map(({ id, parts }) => forgetFile(id, parts)));
  if (rows.length === 0) return 0;
  await transactSql("jobs", async (tx) => {
    const ids = rows.map(({ id }) => id);
    await tx("UPDATE import_job SET state = 'expired' WHERE id = ANY($1::text[])", [ids]);
    await tx("DELETE FROM import_row WHERE job_id = ANY($1::text[])", [ids]);
    const events = rows.map(({ id, tenant_id }) => ({
      action: "import.expire" as const,
      subjectId: id,
      tenantId: tenant_id,
      after: { state: "expired" },
    }));
    await recordAuditSql(tx, deps, events);
  });
  return rows.length;
}
