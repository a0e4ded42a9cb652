import type { OperatorScope } from "@/server/kernel/scope";
import { balancesByPrefix } from "@/server/ledger/queries";
import { NETWORK_CLEARING, parseAccount } from "@/server/ledger/rules";
import { sqlOfTx, type Tx } from "@/server/platform/db";

/** A clearing day at the desk. Amounts in yen; what the network promises and paid is after its commission. */
export type ClearingDay = {
  readonly clearingOn: string;
  readonly dueOn: string;
  readonly hasItems: boolean;
  readonly hasSummary: boolean;
  readonly rows: number;
  readonly openItems: number;
  readonly ownMinor: bigint;
  readonly reportedMinor: bigint;
  readonly ownFeeMinor: bigint;
  readonly reportedFeeMinor: bigint;
  readonly promisedMinor: bigint | null;
  readonly receiptId: string | null;
  /** What stands open between the report and the money of a day: zero when it was paid in full. */
  readonly unpaidMinor: bigint;
};

/** Clearing days, the newest first. */
export async function listDays(
  tx: Tx,
  _scope: OperatorScope,
  args: { readonly before?: string | undefined; readonly limit: number },
) {
  const rows = await sqlOfTx(tx)<ClearingDay>(
    `SELECT d.clearing_on AS "clearingOn", d.due_on AS "dueOn", d.items_report_id IS NOT NULL AS "hasItems",
            d.summary_report_id IS NOT NULL AS "hasSummary", coalesce(n.rows, 0) AS rows,
            (SELECT count(*)::int FROM reconciliation_item i WHERE i.clearing_on = d.clearing_on AND i.state <> 'resolved')
              AS "openItems",
            d.own_minor AS "ownMinor", d.reported_minor AS "reportedMinor", d.own_fee_minor AS "ownFeeMinor",
            d.reported_fee_minor AS "reportedFeeMinor", d.promised_minor AS "promisedMinor", d.receipt_id AS "receiptId",
            CASE WHEN d.receipt_id IS NULL THEN d.reported_minor - d.reported_fee_minor ELSE 0 END AS "unpaidMinor"
     FROM network_day d LEFT JOIN network_report n ON n.id = d.items_report_id
     WHERE $1::text IS NULL OR d.clearing_on < $1 ORDER BY d.clearing_on DESC LIMIT $2`,
    [args.before ?? null, args.limit + 1],
  );
  const days = rows.slice(0, args.limit);
  return { days, next: rows.length > args.limit ? (days.at(-1)?.clearingOn ?? null) : null };
}

export type WalletStanding = {
  readonly walletId: string;
  readonly receivableMinor: bigint;
  readonly feePayableMinor: bigint;
};

/**
 * What stands between the network and us, and what explains it: the clearing account is the days whose money has not
 * come and the money that was not what its days report; anything beyond that is unexplained, and must be zero.
 */
export async function getStanding(tx: Tx, _scope: OperatorScope) {
  const sql = sqlOfTx(tx);
  const [network, clearing, [sums]] = await Promise.all([
    balancesByPrefix(sql, "network:"),
    balancesByPrefix(sql, NETWORK_CLEARING),
    sql<{ awaited: bigint; off: bigint; items: bigint }>(
      `SELECT (SELECT coalesce(sum(reported_minor - reported_fee_minor), 0)::bigint FROM network_day
               WHERE receipt_id IS NULL AND items_report_id IS NOT NULL) AS awaited,
              (SELECT coalesce(sum(own_minor - reported_minor), 0)::bigint FROM reconciliation_item
               WHERE kind = 'money_differs' AND state <> 'resolved') AS off,
              (SELECT coalesce(sum(own_minor - reported_minor), 0)::bigint FROM reconciliation_item
               WHERE type IS NOT NULL AND state <> 'resolved') AS items`,
    ),
  ]);
  const clearingMinor = clearing.reduce((sum, one) => sum + one.balanceMinor, 0n);
  const { awaited = 0n, off = 0n, items = 0n } = sums ?? {};
  const walletIds = [...new Set(network.flatMap(({ account }) => walletOf(account) ?? []))];
  const balance = (walletId: string, name: string) =>
    network
      .filter(({ account }) => account === `network:${walletId}:${name}`)
      .reduce((sum, { balanceMinor }) => sum + balanceMinor, 0n);
  return {
    clearingMinor,
    awaitedMinor: awaited,
    differsMinor: off,
    itemsMinor: items,
    unexplainedMinor: clearingMinor - awaited - off,
    wallets: walletIds.map(
      (walletId): WalletStanding => ({
        walletId,
        receivableMinor: balance(walletId, "receivable"),
        feePayableMinor: balance(walletId, "fee_payable"),
      }),
    ),
  };
}

function walletOf(account: string): string | undefined {
  const parts = parseAccount(account);
  return parts?.owner === "network" ? parts.walletId : undefined;
}
