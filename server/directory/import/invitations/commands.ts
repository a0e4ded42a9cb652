import { recordAudit } from "@/server/audit/commands";
import { writeInvitation } from "@/server/identity/invitations/commands";
import type { OperatorScope, SystemScope } from "@/server/kernel/scope";
import { type Sql, sqlOfTx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { INVITATIONS_A_MINUTE } from "./rules";

/** Puts the owners of new merchants in line to be invited, inside the caller's transaction. */
export async function queueInvitations(
  sql: Sql,
  of: {
    readonly jobId: string;
    readonly tenantIds: readonly string[];
    readonly by: string;
    readonly nowMs: number;
  },
): Promise<void> {
  if (of.tenantIds.length === 0) return;
  await sql(
    `INSERT INTO owner_invitation (tenant_id, job_id, state, asked_by, created_at)
     SELECT id, $2, 'waiting', $3, to_timestamp($4::float8 / 1000) FROM unnest($1::text[]) AS id
     ON CONFLICT (tenant_id) DO NOTHING`,
    [of.tenantIds, of.jobId, of.by, of.nowMs],
  );
}

type Due = {
  readonly tenant_id: string;
  readonly asked_by: string;
  readonly contact_email: string;
  readonly needed: boolean;
};

/**
 * Invites the next owners in line, a minute's worth: each is told by mail, in Japanese, how to come in. Whoever has an
 * owner or an open invitation already, and merchants that have ended, are passed over. @returns how many were invited
 */
export async function inviteOwners(deps: Deps<SystemScope>): Promise<number> {
  return deps.transact(async (tx) => {
    const sql = sqlOfTx(tx);
    const due = await sql<Due>(
      `SELECT o.tenant_id, o.asked_by, m.contact_email,
              m.state <> 'terminated' AND NOT EXISTS (SELECT 1 FROM membership s
                WHERE s.tenant_id = o.tenant_id AND s.role = 'owner' AND s.revoked_at IS NULL)
              AND NOT EXISTS (SELECT 1 FROM invitation i WHERE i.tenant_id = o.tenant_id AND i.role = 'owner'
                AND i.accepted_at IS NULL AND i.revoked_at IS NULL) AS needed
       FROM owner_invitation o JOIN merchant m ON m.id = o.tenant_id
       WHERE o.state = 'waiting' ORDER BY o.tenant_id LIMIT ${INVITATIONS_A_MINUTE} FOR UPDATE OF o SKIP LOCKED`,
    );
    for (const { tenant_id: tenantId, asked_by, contact_email: email, needed } of due) {
      if (!needed) continue;
      const acting = { ...deps, actor: { kind: "person", id: asked_by } as const };
      const invited = { tenantId, email, name: "", role: "owner", storeIds: [], locale: "ja" } as const;
      await writeInvitation(tx, acting, invited);
    }
    await sql(
      `UPDATE owner_invitation SET state = CASE WHEN tenant_id = ANY($2::text[]) THEN 'sent' ELSE 'not_needed' END,
         settled_at = to_timestamp($3::float8 / 1000) WHERE tenant_id = ANY($1::text[])`,
      [
        due.map(({ tenant_id }) => tenant_id),
        due.filter(({ needed }) => needed).map(({ tenant_id }) => tenant_id),
        deps.now,
      ],
    );
    return due.filter(({ needed }) => needed).length;
  });
}

/** Stops the invitations of an import that have not gone out yet. @returns how many */
export async function stopInvitations(
  deps: Deps<OperatorScope>,
  { importId }: { readonly importId: string },
): Promise<{ stopped: number }> {
  return deps.transact(async (tx) => {
    const rows = await sqlOfTx(tx)(
      `UPDATE owner_invitation SET state = 'stopped', settled_at = to_timestamp($2::float8 / 1000)
       WHERE job_id = $1 AND state = 'waiting' RETURNING tenant_id`,
      [importId, deps.now],
    );
    await recordAudit(tx, deps, {
      action: "import.stop_invitations",
      subjectId: importId,
      tenantId: null,
      after: { stopped: rows.length },
    });
    return { stopped: rows.length };
  });
}
