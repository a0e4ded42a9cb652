import { recordAudit } from "@/server/audit/commands";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import { type Sql, sqlOfTx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import type { CloseAlertInput } from "../schema";
import type { AlertRule } from "./rules";

export type NewAlert = {
  readonly tenantId: string;
  readonly storeId: string;
  readonly rule: AlertRule;
  readonly facts: Readonly<Record<string, string | number>>;
  /** What it is about, once for ever: found again under the same key it is not raised twice. */
  readonly findingKey: string;
};

/** Raises alerts; what was found before is left as it is. @returns how many are new */
export async function raiseAlerts(
  sql: Sql,
  deps: Pick<Deps, "now" | "newId">,
  alerts: readonly NewAlert[],
): Promise<number> {
  if (alerts.length === 0) return 0;
  const rows = alerts.map((alert) => ({
    id: deps.newId("riskAlert"),
    tenant_id: alert.tenantId,
    store_id: alert.storeId,
    rule: alert.rule,
    facts: alert.facts,
    finding_key: alert.findingKey,
  }));
  const raised = await sql(
    `INSERT INTO risk_alert (id, tenant_id, store_id, rule, facts, finding_key, raised_at)
     SELECT id, tenant_id, store_id, rule, facts, finding_key, to_timestamp($2::float8 / 1000)
     FROM jsonb_to_recordset($1::text::jsonb) AS alert(id text, tenant_id text, store_id text, rule text, facts jsonb,
       finding_key text)
     ON CONFLICT (finding_key) DO NOTHING RETURNING id`,
    [JSON.stringify(rows), deps.now],
  );
  return raised.length;
}

/** Closes an alert with what was made of it. @throws DomainError not_found, alert_state when somebody was faster */
export async function closeAlert(deps: Deps<OperatorScope>, input: CloseAlertInput): Promise<void> {
  await deps.transact(async (tx) => {
    const sql = sqlOfTx(tx);
    const [alert] = await sql<{ tenant_id: string; store_id: string; rule: string; closed: boolean }>(
      `SELECT tenant_id, store_id, rule, closed_at IS NOT NULL AS closed FROM risk_alert WHERE id = $1 FOR UPDATE`,
      [input.alertId],
    );
    if (!alert) throw new DomainError("not_found");
    if (alert.closed) throw new DomainError("alert_state");
    await sql(
      `UPDATE risk_alert SET outcome = $2, note = $3, closed_by = $4, closed_at = to_timestamp($5::float8 / 1000)
       WHERE id = $1`,
      [input.alertId, input.outcome, input.note, deps.actor.id, deps.now],
    );
    await recordAudit(tx, deps, {
      action: "risk.close_alert",
      subjectId: alert.store_id,
      tenantId: alert.tenant_id,
      after: { alertId: input.alertId, rule: alert.rule, outcome: input.outcome, note: input.note },
    });
  });
}
