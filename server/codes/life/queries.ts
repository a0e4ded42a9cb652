import type { AuditAction } from "@/server/audit/actions.data";
import type { MerchantScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import { getCode } from "../queries";

/** What happened to a code, as its own people may read it. */
export const LIFE_EVENTS = [
  "code.create",
  "code.configure",
  "code.pause",
  "code.resume",
  "code.reissue",
  "code.lost",
  "code.damaged",
  "code.revoke",
  "code.retire",
  "poster.issue",
] as const satisfies readonly AuditAction[];
export type LifeEvent = (typeof LIFE_EVENTS)[number];

export type LifeLine = {
  readonly id: string;
  readonly event: LifeEvent;
  /** The name of the colleague who did it; null for Noren and its own work. */
  readonly personName: string | null;
  readonly at: Date;
};

type Row = { id: string; action: string; name: string | null; occurred_at: Date };

const LINES_MAX = 100;

/**
 * The life of a code, newest first, out of the audit log of its tenant. Who is no colleague is not named.
 * @throws DomainError not_found
 */
export async function listLife(
  tx: Tx,
  scope: MerchantScope,
  code: string,
  nowMs: number,
): Promise<LifeLine[]> {
  await getCode(tx, scope, code, nowMs);
  const rows = await sqlOfTx(tx)<Row>(
    `SELECT e.id, e.action, e.occurred_at,
       (SELECT p.name FROM membership m JOIN person p ON p.id = m.person_id
        WHERE m.person_id = e.actor_id AND m.tenant_id = e.tenant_id LIMIT 1) AS name
     FROM audit_event e
     WHERE e.subject_id = $1 AND e.tenant_id = $2 AND e.action = ANY($3::text[])
     ORDER BY e.id DESC LIMIT $4`,
    [code, scope.tenantId, [...LIFE_EVENTS], LINES_MAX],
  );
  return rows.flatMap((row) => {
    const event = LIFE_EVENTS.find((known) => known === row.action);
    return event === undefined ? [] : [{ id: row.id, event, personName: row.name, at: row.occurred_at }];
  });
}
