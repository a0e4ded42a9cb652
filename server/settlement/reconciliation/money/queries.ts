import type { OperatorScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";

export type NetworkReceipt = {
  readonly id: string;
  readonly receivedOn: string;
  readonly amountMinor: bigint;
  readonly text: string;
  readonly source: string;
  readonly state: "open" | "matched" | "set_aside";
  readonly note: string;
  readonly clearingDays: readonly string[];
};

/** Money of the network on the bank account: what waits for its days first, then the newest. */
export async function listReceipts(
  tx: Tx,
  _scope: OperatorScope,
  args: { readonly limit: number },
): Promise<NetworkReceipt[]> {
  return sqlOfTx(tx)<NetworkReceipt>(
    `SELECT r.id, r.received_on AS "receivedOn", r.amount_minor AS "amountMinor", r.text, r.source, r.state, r.note,
            ARRAY(SELECT d.clearing_on::text FROM network_day d WHERE d.receipt_id = r.id ORDER BY d.clearing_on) AS "clearingDays"
     FROM network_receipt r ORDER BY r.state <> 'open', r.received_on DESC, r.id DESC LIMIT $1`,
    [args.limit],
  );
}
