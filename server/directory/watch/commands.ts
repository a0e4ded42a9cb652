import { recordAudit } from "@/server/audit/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope, SystemScope } from "@/server/kernel/scope";
import { sqlOfTx, transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import {
  LONG_DAYS,
  LONG_GAPS,
  OPENED_LEAST,
  OPENED_WITHIN_DAYS,
  UNPAID_DAYS,
  USUAL_FROM_PAYMENTS,
} from "./rules";
import type { CodeNoteInput } from "./schema";

const DAY_MS = 86_400_000;

// $1 is now. Only codes of shops that could be paid at are looked at: the silence of the others has its reason.
const WATCHED = `
  SELECT c.id AS code_id, c.tenant_id, s.id AS store_id, s.prefecture_code, array_remove(ARRAY[
    CASE WHEN silent.code IS NOT NULL THEN 'silent_now' END,
    CASE WHEN o.opens >= ${OPENED_LEAST} AND o.last_opened_at > $1::timestamptz - interval '${OPENED_WITHIN_DAYS} days'
      AND o.last_opened_at > coalesce(a.last_paid_at, o.first_opened_at) + interval '${UNPAID_DAYS} days' THEN 'opened_unpaid' END,
    CASE WHEN a.payments >= ${USUAL_FROM_PAYMENTS} AND a.last_paid_at < $1::timestamptz - interval '${LONG_DAYS} days'
      AND $1::timestamptz - a.last_paid_at > (a.last_paid_at - a.first_paid_at) / (a.payments - 1) * ${LONG_GAPS}
      THEN 'silent_long' END,
    CASE WHEN risky.store_id IS NOT NULL THEN 'risk' END], NULL) AS reasons
  FROM code c JOIN store s ON s.id = c.store_id AND s.state = 'active' JOIN merchant m ON m.id = s.merchant_id AND m.state = 'active'
  LEFT JOIN code_activity a ON a.code_id = c.id LEFT JOIN code_scan o ON o.code_id = c.id
  LEFT JOIN (SELECT DISTINCT facts->>'code' AS code FROM risk_alert WHERE closed_at IS NULL AND rule = 'silent_poster') silent
    ON silent.code = c.id
  LEFT JOIN (SELECT DISTINCT store_id FROM risk_alert WHERE closed_at IS NULL AND rule <> 'silent_poster') risky
    ON risky.store_id = s.id
  WHERE c.state = 'active'`;

/**
 * Says anew which codes are to be looked at and why, set by set. One that stays on the list keeps its place.
 * @returns how many there are
 */
export async function refreshWatch(deps: Pick<Deps<SystemScope>, "now">): Promise<number> {
  return transactSql("jobs", async (sql) => {
    // One at a time: two would write the same codes.
    await sql("SELECT pg_advisory_xact_lock(hashtext('noren.code_watch'))::text");
    await sql(
      `CREATE TEMPORARY TABLE watched ON COMMIT DROP AS SELECT * FROM (${WATCHED}) AS found WHERE reasons <> '{}'`,
      [instant(deps.now)],
    );
    await sql(
      "DELETE FROM code_watch w WHERE NOT EXISTS (SELECT 1 FROM watched n WHERE n.code_id = w.code_id)",
    );
    await sql(
      `INSERT INTO code_watch (code_id, tenant_id, store_id, prefecture_code, reasons, since_at)
       SELECT code_id, tenant_id, store_id, prefecture_code, reasons, $1 FROM watched
       ON CONFLICT (code_id) DO UPDATE SET reasons = excluded.reasons, prefecture_code = excluded.prefecture_code
       WHERE (code_watch.reasons, code_watch.prefecture_code) IS DISTINCT FROM (excluded.reasons, excluded.prefecture_code)`,
      [instant(deps.now)],
    );
    await sql(
      `INSERT INTO code_watch_refresh (id, watched_at, counts)
       SELECT 1, $1, coalesce(jsonb_object_agg(reason, count), '{}') FROM (
         SELECT reason, count(*) AS count FROM watched, unnest(reasons) AS reason GROUP BY reason) AS counted
       ON CONFLICT (id) DO UPDATE SET watched_at = excluded.watched_at, counts = excluded.counts`,
      [instant(deps.now)],
    );
    const [counted] = await sql<{ count: number }>("SELECT count(*)::int AS count FROM watched");
    return counted?.count ?? 0;
  });
}

/** Remembers what somebody found out about a code, and takes it off the list for some days. @throws DomainError not_found */
export async function noteCode(deps: Deps<OperatorScope>, input: CodeNoteInput): Promise<void> {
  const { codeId, note, days } = input;
  await deps.transact(async (tx) => {
    const [code] = await sqlOfTx(tx)<{ tenant_id: string }>("SELECT tenant_id FROM code WHERE id = $1", [
      codeId,
    ]);
    if (code === undefined) throw new DomainError("not_found");
    const { tenant_id: tenantId } = code;
    const kept = {
      note,
      quietUntil: instant(deps.now + days * DAY_MS),
      notedBy: deps.scope.personId,
      notedAt: instant(deps.now),
    };
    await tx.codeNote.upsert({
      where: { codeId },
      create: { codeId, tenantId, ...kept },
      update: kept,
      select: { codeId: true },
    });
    await recordAudit(tx, deps, { action: "code.note", subjectId: codeId, tenantId, after: { note, days } });
  });
}
