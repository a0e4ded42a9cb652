import { addDays, jstDay, jstDayStartMs } from "@/server/kernel/calendar";
import { idFloor } from "@/server/kernel/ids";
import type { OperatorScope } from "@/server/kernel/scope";
import { balanceOf, balancesByPrefix } from "@/server/ledger/queries";
import { CLEARING_ACCOUNTS, parseAccount } from "@/server/ledger/rules";
import { listActiveWallets } from "@/server/merchants/queries";
import { type Sql, sqlOfTx, type Tx } from "@/server/platform/db";

/** What the books say of one wallet's receivable on one business day (JST), in yen. */
export type ReceivableDay = {
  readonly dayOn: string;
  readonly walletId: string;
  readonly increasedMinor: bigint;
  readonly decreasedMinor: bigint;
  readonly postings: number;
};

const DAYS_SHOWN = 14;

/**
 * Clearing accounts, which return to zero, and what the network owes by wallet and business day, from the ledger.
 * Balances lean on the checkpoints of closed days; the days read two weeks of two accounts, by their index.
 */
export async function getClearing(tx: Tx, _scope: OperatorScope, args: { readonly nowMs: number }) {
  const sql = sqlOfTx(tx);
  const [clearing, network, wallets, days] = await Promise.all([
    Promise.all(
      CLEARING_ACCOUNTS.map(async (account) => ({ account, balanceMinor: await balanceOf(sql, account) })),
    ),
    balancesByPrefix(sql, "network:"),
    listActiveWallets(tx),
    listReceivableDays(tx, sql, args.nowMs),
  ]);
  return {
    clearing,
    receivables: wallets.map((wallet) => ({
      walletId: wallet.id,
      walletName: wallet.name,
      balanceMinor: network
        .filter(({ account }) => isReceivableOf(account, wallet.id))
        .reduce((sum, { balanceMinor }) => sum + balanceMinor, 0n),
    })),
    days,
  };
}

function isReceivableOf(account: string, walletId: string): boolean {
  const parts = parseAccount(account);
  return parts?.owner === "network" && parts.walletId === walletId && parts.name === "receivable";
}

async function listReceivableDays(tx: Tx, sql: Sql, nowMs: number): Promise<ReceivableDay[]> {
  const wallets = await listActiveWallets(tx);
  const fromOn = addDays(jstDay(nowMs), 1 - DAYS_SHOWN);
  return sql<ReceivableDay>(
    `SELECT entry.business_day_on::text AS "dayOn", split_part(leg.account, ':', 2) AS "walletId",
            coalesce(sum(leg.minor) FILTER (WHERE leg.minor > 0), 0)::bigint AS "increasedMinor",
            coalesce(-sum(leg.minor) FILTER (WHERE leg.minor < 0), 0)::bigint AS "decreasedMinor",
            count(*)::int AS postings
     FROM (
       SELECT entry_id, to_account AS account, amount_minor AS minor FROM ledger_posting
       WHERE to_account = ANY($1::text[]) AND entry_id >= $2
       UNION ALL
       SELECT entry_id, from_account, -amount_minor FROM ledger_posting
       WHERE from_account = ANY($1::text[]) AND entry_id >= $2
     ) AS leg JOIN ledger_entry entry ON entry.id = leg.entry_id
     WHERE entry.id >= $2 AND entry.business_day_on >= $3
     GROUP BY 1, 2 ORDER BY 1 DESC, 2`,
    [
      wallets.map((wallet) => `network:${wallet.id}:receivable`),
      idFloor("entry", jstDayStartMs(fromOn)),
      fromOn,
    ],
  );
}
