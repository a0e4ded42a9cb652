import { addDays, jstDay, payDay } from "@/server/kernel/calendar";
import type { MerchantScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import { listHolidays } from "../calendar/queries";
import type { Cycle } from "../rules";
import { earlyPayoutPrice, toEarlyPayoutState } from "./rules";

type GroupRow = {
  readonly payoutGroupId: string;
  readonly name: string;
  readonly cycle: Cycle;
  readonly earlyPayoutFeeMinor: bigint | null;
  readonly transferFeeMinor: bigint;
  readonly taxBasisPoints: number;
  readonly requestId: string | null;
  readonly requestedAt: Date | null;
};

/**
 * Whether each payout group of the merchant can be paid before its period ends, for what price (yen before tax; null
 * where the contract offers none), whether that is asked for already, and when the money would come: what is owed at the
 * end of today is closed tonight and paid on the next bank day.
 */
export async function listEarlyPayouts(tx: Tx, scope: MerchantScope, nowMs: number) {
  const today = jstDay(nowMs);
  const sql = sqlOfTx(tx);
  const rows = await sql<GroupRow>(
    `SELECT payout_group.id AS "payoutGroupId", payout_group.name, contract.cycle,
            contract.early_payout_fee_minor AS "earlyPayoutFeeMinor", contract.tax_basis_points AS "taxBasisPoints",
            CASE contract.transfer_fee_bearer WHEN 'merchant' THEN contract.transfer_fee_minor ELSE 0 END::bigint
              AS "transferFeeMinor",
            early.id AS "requestId", early.requested_at AS "requestedAt"
     FROM payout_group
     JOIN LATERAL (SELECT * FROM contract WHERE contract.merchant_id = payout_group.merchant_id
       AND valid_from_on <= $2 AND (valid_through_on IS NULL OR valid_through_on >= $2)
       ORDER BY version DESC LIMIT 1) contract ON true
     LEFT JOIN early_payout early ON early.payout_group_id = payout_group.id AND early.state = 'requested'
     WHERE payout_group.tenant_id = $1 ORDER BY payout_group.id`,
    [scope.tenantId, today],
  );
  const payOn = payDay(today, 1, await listHolidays(sql));
  const past = await tx.earlyPayout.findMany({
    where: { tenantId: scope.tenantId },
    select: {
      id: true,
      payoutGroupId: true,
      state: true,
      feeMinor: true,
      requestedAt: true,
      statementId: true,
    },
    orderBy: { id: "desc" },
    take: 20,
  });
  return {
    closesOn: today,
    closedOn: addDays(today, 1),
    payOn,
    groups: rows.map((row) => ({ ...row, priceMinor: earlyPayoutPrice(row) })),
    past: past.map((row) => ({ ...row, state: toEarlyPayoutState(row.state) })),
  };
}
