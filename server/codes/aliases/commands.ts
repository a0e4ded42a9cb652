import { recordAuditSql } from "@/server/audit/commands";
import type { Sql } from "@/server/platform/db";
import type { WriteDeps } from "../commands";
import { aliasId } from "./queries";

export type NewAlias = { readonly tenantId: string; readonly codeId: string; readonly value: string };

/**
 * Lets what stands on tills already go on working as a code, inside the caller's transaction. A text that stands for a
 * code already stays with it.
 */
export async function keepAliases(sql: Sql, deps: WriteDeps, aliases: readonly NewAlias[]): Promise<void> {
  if (aliases.length === 0) return;
  const rows = aliases.map(({ tenantId, codeId, value }) => ({
    id: aliasId(value),
    tenant_id: tenantId,
    code_id: codeId,
    value,
  }));
  await sql(
    `INSERT INTO code_alias (id, tenant_id, code_id, value, created_at)
     SELECT id, tenant_id, code_id, value, to_timestamp($2::float8 / 1000)
     FROM jsonb_to_recordset($1::text::jsonb) AS given(id text, tenant_id text, code_id text, value text)
     ON CONFLICT (id) DO NOTHING`,
    [JSON.stringify(rows), deps.now],
  );
  await recordAuditSql(
    sql,
    deps,
    aliases.map(({ tenantId, codeId, value }) => ({
      action: "code.keep_alias",
      subjectId: codeId,
      tenantId,
      after: { value },
    })),
  );
}
