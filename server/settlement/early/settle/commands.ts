import { instant } from "@/server/kernel/calendar";
import type { Sql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";

/**
 * Ends the wishes for early payouts that a run has met: paid out for their price, nothing to pay out (and no price), or
 * not needed because the period ended anyway. Inside the transaction of the run.
 */
export async function endEarlyPayouts(sql: Sql, deps: Pick<Deps, "now">, runId: string): Promise<void> {
  await sql(
    `UPDATE early_payout SET ended_at = $2, statement_id = met.statement_id, fee_minor = COALESCE(met.early_fee_minor, 0),
            state = CASE WHEN NOT met.is_early THEN 'not_needed'
                         WHEN COALESCE(met.payout_minor, 0) > 0 THEN 'paid_out' ELSE 'nothing_due' END
     FROM (SELECT closing.early_id, closing.is_early, statement.id AS statement_id, statement.payout_minor,
                  statement.early_fee_minor
           FROM closing
           LEFT JOIN statement ON statement.payout_group_id = closing.payout_group_id AND statement.run_id = $1
           WHERE closing.early_id IS NOT NULL) met
     WHERE early_payout.id = met.early_id AND early_payout.state = 'requested'`,
    [runId, instant(deps.now)],
  );
}
