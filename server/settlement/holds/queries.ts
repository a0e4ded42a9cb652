import type { OperatorScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";

type HeldPayout = {
  readonly id: string;
  readonly payoutGroupId: string;
  readonly merchantId: string;
  readonly merchantName: string;
  readonly amountMinor: bigint;
  readonly payOn: string;
  readonly heldReason: string;
  readonly heldUntil: Date | null;
  /** What a person wrote who has stopped them. */
  readonly stopReason: string | null;
};

/** Payouts that wait, oldest first, with why and until when. */
export async function listHeldPayouts(
  tx: Tx,
  _scope: OperatorScope,
  args: { after?: string | undefined; limit: number },
) {
  const rows = await sqlOfTx(tx)<HeldPayout>(
    `SELECT payout.id, payout.payout_group_id AS "payoutGroupId", merchant.id AS "merchantId",
            merchant.trade_name AS "merchantName", payout.amount_minor AS "amountMinor", payout.pay_on AS "payOn",
            payout.held_reason AS "heldReason", payout.held_until AS "heldUntil", stop.reason AS "stopReason"
     FROM payout JOIN merchant ON merchant.id = payout.tenant_id
     LEFT JOIN payout_hold stop ON stop.payout_group_id = payout.payout_group_id AND stop.lifted_at IS NULL
     WHERE payout.state = 'held' AND payout.id > $1 ORDER BY payout.id LIMIT $2`,
    [args.after ?? "", args.limit + 1],
  );
  const held = rows.slice(0, args.limit);
  return { held, next: rows.length > args.limit ? (held.at(-1)?.id ?? null) : null };
}
