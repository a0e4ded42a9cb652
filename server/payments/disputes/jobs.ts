import { recordAuditSql } from "@/server/audit/commands";
import { emitEventsSql } from "@/server/events/commands";
import { notifyLive } from "@/server/events/live/commands";
import type { SystemScope } from "@/server/kernel/scope";
import { bookEntries } from "@/server/ledger/commands";
import { type Sql, transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { callNetwork } from "@/server/wallet-network/gateway";
import { disputeAnswer } from "@/server/wallet-network/schema";
import { disputeSettledEntry } from "../books/rules";
import { retryDelayMs } from "../refunds/rules";
import {
  canTransition,
  type DisputeAnswer,
  judgementOf,
  REVIEW_RECHECK_MS,
  toDisputeStage,
  toDisputeState,
} from "./rules";

type DisputeDeps = Deps<SystemScope>;
type Ending = "won" | "lost" | "expired";

type DueRow = {
  id: string;
  network_dispute_id: string;
  stage: string;
  answer: DisputeAnswer;
  answer_text: string;
  papers: readonly Readonly<Record<string, string>>[] | null;
};

/** Brings answers to the network, again and again until it has judged. @returns how many were sent */
export async function sendDueAnswers(deps: DisputeDeps, limit = 50): Promise<number> {
  const due = await transactSql("jobs", (sql) => takeDue(sql, deps.now, limit));
  for (const dispute of due) await sendAnswer(deps, dispute);
  return due.length;
}

async function takeDue(sql: Sql, nowMs: number, limit: number): Promise<DueRow[]> {
  const due = await sql<{ id: string; attempts: number }>(
    `SELECT id, attempts FROM dispute
     WHERE state = 'answered' AND next_attempt_at <= to_timestamp($1::float8 / 1000)
     ORDER BY next_attempt_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [nowMs, limit],
  );
  return sql<DueRow>(
    `UPDATE dispute d SET attempts = d.attempts + 1, next_attempt_at = to_timestamp(said.at_ms / 1000)
     FROM unnest($1::text[], $2::float8[]) AS said(id, at_ms) WHERE d.id = said.id
     RETURNING d.id, d.network_dispute_id, d.stage, d.answer, d.answer_text,
       (SELECT jsonb_agg(jsonb_build_object('evidenceId', e.id, 'evidenceType', upper(e.kind),
                                            'pages', e.pages::text, 'sha256', e.sha256) ORDER BY e.id)
        FROM dispute_evidence e WHERE e.dispute_id = d.id AND e.state = 'stored') AS papers`,
    [due.map((row) => row.id), due.map((row) => nowMs + retryDelayMs(row.attempts + 1))],
  );
}

/** The same content on every try: an answer that the network has already is a question about its judgement. */
async function sendAnswer(deps: DisputeDeps, dispute: DueRow): Promise<void> {
  const stage = toDisputeStage(dispute.stage);
  const call = stage === "escalation" ? "disputes/responseEscalation" : "disputes/responseRetrieval";
  const answer = await callNetwork(call, {
    disputeId: dispute.network_dispute_id,
    disputeResponse: dispute.answer === "accept" ? "ACCEPT" : "CONTEST",
    ...(dispute.answer_text !== "" && { responseMessage: dispute.answer_text }),
    ...(dispute.papers !== null && { evidenceList: dispute.papers }),
  });
  const status = disputeAnswer.safeParse(answer).data?.disputeStatus;
  const judgement = judgementOf(answer.result, status, dispute.answer);
  if (judgement === null) return;
  await transactSql("jobs", (sql) =>
    judgement === "in_review"
      ? noteDelivered(sql, deps, { disputeId: dispute.id, stage })
      : settleDispute(sql, deps, { disputeId: dispute.id, ending: judgement, stage }),
  );
}

async function noteDelivered(
  sql: Sql,
  deps: DisputeDeps,
  of: { readonly disputeId: string; readonly stage: string },
): Promise<void> {
  await sql(
    `UPDATE dispute SET delivered_at = coalesce(delivered_at, to_timestamp($2::float8 / 1000)),
       next_attempt_at = to_timestamp($3::float8 / 1000)
     WHERE id = $1 AND state = 'answered' AND stage = $4`,
    [of.disputeId, deps.now, deps.now + REVIEW_RECHECK_MS, of.stage],
  );
}

/** Ends the disputes whose deadline has passed unanswered: the network keeps the money. @returns how many */
export async function expireDisputes(deps: DisputeDeps, limit = 100): Promise<number> {
  return transactSql("jobs", async (sql) => {
    const rows = await sql<{ id: string; stage: string }>(
      `SELECT id, stage FROM dispute WHERE state = 'opened' AND due_at < to_timestamp($1::float8 / 1000)
       ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
      [deps.now, limit],
    );
    for (const { id, stage } of rows) {
      await settleDispute(sql, deps, { disputeId: id, ending: "expired", stage: toDisputeStage(stage) });
    }
    return rows.length;
  });
}

type SettledRow = {
  state: string;
  stage: string;
  round: number;
  tenant_id: string;
  payment_id: string;
  payout_group_id: string;
  wallet_id: string;
  amount_minor: bigint;
};

/** A judgement on a stage that has been escalated meanwhile is not the last word. */
async function settleDispute(
  sql: Sql,
  deps: DisputeDeps,
  of: { readonly disputeId: string; readonly ending: Ending; readonly stage: string },
): Promise<void> {
  const { disputeId, ending } = of;
  const [row] = await sql<SettledRow>(
    `SELECT state, stage, round, tenant_id, payment_id, payout_group_id, wallet_id, amount_minor
     FROM dispute WHERE id = $1 FOR UPDATE`,
    [disputeId],
  );
  if (!row || row.stage !== of.stage || !canTransition(toDisputeState(row.state), ending)) return;
  await sql(
    `UPDATE dispute SET state = $2, settled_at = to_timestamp($3::float8 / 1000), next_attempt_at = NULL,
       delivered_at = CASE WHEN answer IS NULL THEN NULL ELSE coalesce(delivered_at, to_timestamp($3::float8 / 1000)) END
     WHERE id = $1`,
    [disputeId, ending, deps.now],
  );
  const booked = {
    disputeId,
    round: row.round,
    tenantId: row.tenant_id,
    payoutGroupId: row.payout_group_id,
    walletId: row.wallet_id,
    amountMinor: row.amount_minor,
  };
  await bookEntries(sql, [disputeSettledEntry(deps, booked, ending === "won")]);
  await recordAuditSql(sql, deps, [
    {
      action: "dispute.settle",
      subjectId: disputeId,
      tenantId: row.tenant_id,
      before: { state: row.state },
      after: { state: ending },
    },
  ]);
  const payload = { disputeId, paymentId: row.payment_id, state: ending };
  await emitEventsSql(sql, deps, [
    { type: "dispute.settled", tenantId: row.tenant_id, subjectId: disputeId, payload },
  ]);
  await notifyLive(sql, { tenantIds: [row.tenant_id], kinds: ["disputes"] });
}
