import { checkLedger } from "@/server/ledger/check/queries";
import type { LedgerProblem, LedgerReport } from "@/server/ledger/check/rules";
import { balanceOf } from "@/server/ledger/queries";
import { accounts, NETWORK_CLEARING } from "@/server/ledger/rules";
import type { Sql } from "@/server/platform/db";
import { ENDED_PAYOUT_STATES } from "../rules";

/** Examples of one kind of problem that a report names. */
const EXAMPLES = 50;

/**
 * The whole proof of the books: what `checkLedger` goes through, and that payouts and reconciliation stand on it. What is
 * in transit is, payout by payout, what was decided and has neither arrived nor come back. The clearing account with the
 * network is the days whose money has not come and the money that differs, and nothing else; what was written off, and
 * money that was matched, each have their entry. For the beginning of a transaction.
 */
export async function checkBooks(sql: Sql): Promise<LedgerReport> {
  // Days are closed and payments are booked meanwhile: the proof is of one moment.
  await sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
  const ledger = await checkLedger(sql);
  const [explained] = await sql<{ minor: bigint }>(
    `SELECT ((SELECT coalesce(sum(reported_minor - reported_fee_minor), 0) FROM network_day
              WHERE receipt_id IS NULL AND items_report_id IS NOT NULL)
           + (SELECT coalesce(sum(own_minor - reported_minor), 0) FROM reconciliation_item
              WHERE kind = 'money_differs' AND state <> 'resolved'))::bigint AS minor`,
  );
  const unexplained = (await balanceOf(sql, NETWORK_CLEARING)) - (explained?.minor ?? 0n);
  const missing = await sql<{ problem: "write_off_without_entry" | "money_without_entry"; subject: string }>(
    `(SELECT 'write_off_without_entry' AS problem, id AS subject FROM reconciliation_item item
      WHERE outcome = 'written_off' AND NOT EXISTS (SELECT 1 FROM ledger_key known WHERE known.key =
        'reconciliation:' || item.id || ':' || (extract(epoch FROM item.proposed_at) * 1000)::bigint)
      ORDER BY id LIMIT ${EXAMPLES})
     UNION ALL
     (SELECT 'money_without_entry', id FROM network_receipt receipt
      WHERE state = 'matched' AND NOT EXISTS (SELECT 1 FROM ledger_key known WHERE known.key =
        'network_receipt:' || receipt.id || ':' || (extract(epoch FROM receipt.settled_at) * 1000)::bigint)
      ORDER BY id LIMIT ${EXAMPLES})`,
  );
  const problems: readonly LedgerProblem[] = [
    ...ledger.problems,
    ...(await listTransitProblems(sql)),
    ...(unexplained === 0n
      ? []
      : [
          {
            problem: "clearing_unexplained",
            subject: NETWORK_CLEARING,
            detail: `${unexplained} JPY`,
          } as const,
        ]),
    ...missing,
  ];
  return { ...ledger, ok: problems.length === 0, problems };
}

// The entry that decides a payout refers to its statement, those that end it refer to the payout itself.
const IN_TRANSIT = `
  WITH moved AS (
    SELECT entry.reference,
           sum(CASE WHEN posting.from_account = $1 THEN posting.amount_minor ELSE -posting.amount_minor END) AS minor
    FROM ledger_posting posting JOIN ledger_entry entry ON entry.id = posting.entry_id
    WHERE posting.from_account = $1 OR posting.to_account = $1 GROUP BY entry.reference
  ), booked AS (
    SELECT coalesce(ended.id, decided.id, moved.reference) AS id, sum(moved.minor) AS minor
    FROM moved LEFT JOIN payout ended ON ended.id = moved.reference
    LEFT JOIN payout decided ON decided.statement_id = moved.reference GROUP BY 1
  ), stated AS (
    SELECT id, amount_minor AS minor FROM payout WHERE state <> ALL($2::text[])
  )
  SELECT coalesce(booked.id, stated.id) AS subject,
         (coalesce(booked.minor, 0) - coalesce(stated.minor, 0))::bigint AS minor
  FROM booked FULL JOIN stated ON stated.id = booked.id
  WHERE coalesce(booked.minor, 0) <> coalesce(stated.minor, 0)
  ORDER BY 1 LIMIT ${EXAMPLES}`;

/** Payouts of which the account in transit holds another amount than their state says. */
async function listTransitProblems(sql: Sql): Promise<LedgerProblem[]> {
  const rows = await sql<{ subject: string; minor: bigint }>(IN_TRANSIT, [
    accounts.payoutsInTransit,
    ENDED_PAYOUT_STATES,
  ]);
  return rows.map(({ subject, minor }) => ({ problem: "transit_differs", subject, detail: `${minor} JPY` }));
}
