import type { OperatorScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import { isPayoutState } from "../rules";
import type { Carried } from "./rules";

/** What a transfer file carries, by the number that each row has as its customer code; locked for the import. */
export async function listCarried(tx: Tx, bankFileId: string): Promise<Carried[]> {
  const rows = await sqlOfTx(tx)<{
    seq: number;
    id: string;
    tenant_id: string;
    statement_id: string;
    amount_minor: bigint;
    state: string;
  }>(
    `SELECT carried.seq, payout.id, payout.tenant_id, payout.statement_id, payout.amount_minor, payout.state
     FROM bank_file_row carried JOIN payout ON payout.id = carried.payout_id
     WHERE carried.bank_file_id = $1 ORDER BY carried.seq FOR UPDATE OF payout`,
    [bankFileId],
  );
  return rows.flatMap(({ seq, id, tenant_id, statement_id, amount_minor, state }) =>
    isPayoutState(state)
      ? [
          {
            seq,
            payoutId: id,
            tenantId: tenant_id,
            statementId: statement_id,
            amountMinor: amount_minor,
            state,
          },
        ]
      : [],
  );
}

/** The newest transfers of a run that came back, with whom they were for and why. */
export async function listReturned(tx: Tx, _scope: OperatorScope, args: { runId: string; limit: number }) {
  return sqlOfTx(tx)<{
    id: string;
    merchantId: string;
    merchantName: string;
    amountMinor: bigint;
    reason: string | null;
  }>(
    `SELECT payout.id, merchant.id AS "merchantId", merchant.trade_name AS "merchantName",
            payout.amount_minor AS "amountMinor", payout.failure_reason AS reason
     FROM payout JOIN merchant ON merchant.id = payout.tenant_id
     WHERE payout.run_id = $1 AND payout.state = 'returned' ORDER BY payout.id LIMIT $2`,
    [args.runId, args.limit],
  );
}
