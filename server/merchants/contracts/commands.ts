import { recordAudit } from "@/server/audit/commands";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import { sqlOfTx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";

type Hold = { readonly merchantId: string; readonly holds: boolean; readonly reason: string };

/**
 * Says of the contract in force whether payouts wait while a dispute is open. What waits and what goes on is reviewed
 * within a minute, and before every file. @throws DomainError not_found
 */
export async function holdForDisputes(deps: Deps<OperatorScope>, input: Hold): Promise<void> {
  const { merchantId, holds, reason } = input;
  await deps.transact(async (tx) => {
    const [row] = await sqlOfTx(tx)<{ tenant_id: string; held: boolean }>(
      `SELECT tenant_id, holds_for_disputes AS held FROM contract
       WHERE merchant_id = $1 AND valid_through_on IS NULL ORDER BY version DESC LIMIT 1 FOR UPDATE`,
      [merchantId],
    );
    if (!row) throw new DomainError("not_found");
    await tx.contract.updateMany({
      where: { merchantId, validThroughOn: null },
      data: { holdsForDisputes: holds },
    });
    await recordAudit(tx, deps, {
      action: "contract.hold_for_disputes",
      subjectId: merchantId,
      tenantId: row.tenant_id,
      before: { holds: row.held },
      after: { holds, reason },
    });
  });
}
