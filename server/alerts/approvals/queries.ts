import type { Sql } from "@/server/platform/db";
import { proposalContent } from "@/server/settlement/contracts/schema";
import {
  STANDING_COLUMNS,
  type StoredStanding,
  standingOf,
} from "@/server/settlement/reconciliation/items/rules";
import { standsMinor } from "@/server/settlement/reconciliation/rules";

/** A proposal of terms as news say it; null when there is none. */
export async function findProposal(sql: Sql, proposalId: string) {
  const [row] = await sql<{
    state: string;
    content: unknown;
    proposedBy: string;
    answer: string | null;
    merchant: string | null;
    rateName: string | null;
  }>(
    `SELECT proposal.state, proposal.content, proposal.proposed_by AS "proposedBy", proposal.answer,
            merchant.trade_name AS merchant, rate.name AS "rateName"
     FROM settlement_proposal proposal LEFT JOIN merchant ON merchant.id = proposal.merchant_id
     LEFT JOIN fee_rate rate ON rate.id = proposal.content ->> 'rateId' WHERE proposal.id = $1`,
    [proposalId],
  );
  return row ? { ...row, content: proposalContent.parse(row.content) } : null;
}

/** A transfer file as news say it. */
export async function findFile(sql: Sql, bankFileId: string) {
  const [row] = await sql<{
    state: string;
    sequence: number;
    count: number;
    amountMinor: string;
    payOn: string;
    reason: string | null;
  }>(
    `SELECT state, sequence, record_count AS count, total_minor::text AS "amountMinor", pay_on AS "payOn",
            withdrawn_reason AS reason FROM bank_file WHERE id = $1`,
    [bankFileId],
  );
  return row ?? null;
}

/** The write-off that somebody has proposed: its amount and clearing day; null when it no longer waits. */
export async function findWriteOff(sql: Sql, itemId: string) {
  const [row] = await sql<StoredStanding & { clearing_on: string }>(
    `SELECT clearing_on, ${STANDING_COLUMNS} FROM reconciliation_item WHERE id = $1 AND state = 'proposed'`,
    [itemId],
  );
  return row ? { clearingOn: row.clearing_on, amountMinor: `${standsMinor(standingOf(row))}` } : null;
}
