import type { MerchantScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import { requireStatement } from "../statement/queries";

/** What was added to or taken from a statement by two people, with the reason that they gave. In yen. */
export type StatementAdjustment = {
  readonly id: string;
  readonly amountMinor: bigint;
  readonly reason: string;
  readonly bookedAt: Date;
};

/** The adjustments that a statement of the merchant sums, oldest first. @throws DomainError not_found */
export async function listStatementAdjustments(
  tx: Tx,
  scope: MerchantScope,
  args: { statementId: string },
): Promise<StatementAdjustment[]> {
  await requireStatement(tx, scope, args.statementId);
  return sqlOfTx(tx)<StatementAdjustment>(
    `SELECT adjustment.id, adjustment.amount_minor AS "amountMinor", adjustment.reason, adjustment.booked_at AS "bookedAt"
     FROM adjustment
     JOIN ledger_entry entry ON entry.reference = adjustment.id AND entry.kind = 'adjustment'
     JOIN statement_entry summed ON summed.entry_id = entry.id AND summed.statement_id = $1
     WHERE adjustment.tenant_id = $2 ORDER BY adjustment.id`,
    [args.statementId, scope.tenantId],
  );
}
