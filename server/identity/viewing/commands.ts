import type { AuditAction } from "@/server/audit/actions.data";
import { recordAudit, recordAuditSql } from "@/server/audit/commands";
import { emitEvent } from "@/server/events/commands";
import { notifyAccess } from "@/server/events/live/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx, transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { VIEWING_MS } from "./rules";

/** Looks live by the wall clock, like the session that they are made in. */
export type ViewingDeps = Deps<OperatorScope> & { readonly sessionId: string; readonly wallMs: number };

/**
 * Begins to look at a merchant's screens for a stated reason. It ends by itself after half an hour; the merchant's
 * owner is told. A session looks at one merchant at a time.
 * @throws DomainError not_found
 */
export async function startViewing(
  deps: ViewingDeps,
  { merchantId, reason }: { merchantId: string; reason: string },
): Promise<{ viewId: string; endsAtMs: number }> {
  const { sessionId, wallMs } = deps;
  const endsAtMs = wallMs + VIEWING_MS;
  const viewId = deps.newId("supportView");
  await deps.transact(async (tx) => {
    const [merchant] = await sqlOfTx(tx)<{ id: string }>("SELECT id FROM merchant WHERE id = $1", [
      merchantId,
    ]);
    if (!merchant) throw new DomainError("not_found");
    await tx.supportView.updateMany({
      where: { sessionId, endedAt: null },
      data: { endedAt: instant(wallMs) },
    });
    await tx.supportView.create({
      data: {
        id: viewId,
        tenantId: merchantId,
        personId: deps.scope.personId,
        sessionId,
        reason,
        startedAt: instant(wallMs),
        endsAt: instant(endsAtMs),
        seen: [],
      },
      select: { id: true },
    });
    await tell(tx, deps, { action: "support.view_start", merchantId, after: { viewId, reason, endsAtMs } });
    await emitEvent(tx, deps, {
      type: "support.viewed",
      tenantId: merchantId,
      subjectId: viewId,
      payload: { viewId, tenantId: merchantId },
    });
  });
  return { viewId, endsAtMs };
}

/** Ends the look before its time. @throws DomainError view_state when it has ended */
export async function endViewing(deps: ViewingDeps): Promise<{ merchantId: string }> {
  return deps.transact(async (tx) => {
    const [ended] = await tx.supportView.updateManyAndReturn({
      where: { sessionId: deps.sessionId, endedAt: null },
      data: { endedAt: instant(deps.wallMs) },
      select: { id: true, tenantId: true },
    });
    if (!ended) throw new DomainError("view_state");
    const { id: viewId, tenantId: merchantId } = ended;
    await tell(tx, deps, { action: "support.view_end", merchantId, after: { viewId } });
    await notifyAccess(sqlOfTx(tx), [deps.scope.personId]);
    return { merchantId };
  });
}

async function tell(
  tx: Tx,
  deps: ViewingDeps,
  told: { action: AuditAction; merchantId: string; after: Record<string, unknown> },
): Promise<void> {
  const { action, merchantId, after } = told;
  await recordAudit(tx, deps, { action, subjectId: merchantId, tenantId: merchantId, after });
}

/** Tells the audit log what a look has read, each procedure once a look. */
export async function noteViewed(
  deps: Pick<Deps, "actor" | "requestId" | "now" | "newId">,
  { viewId, tenantId, path }: { viewId: string; tenantId: string; path: string },
): Promise<void> {
  await transactSql("operator", async (sql) => {
    const fresh = await sql(
      `UPDATE support_view SET seen = array_append(seen, $2)
       WHERE id = $1 AND NOT seen @> ARRAY[$2::text] RETURNING id`,
      [viewId, path],
    );
    if (fresh.length === 0) return;
    await recordAuditSql(sql, deps, [
      { action: "support.view_read", subjectId: tenantId, tenantId, after: { viewId, path } },
    ]);
  });
}
