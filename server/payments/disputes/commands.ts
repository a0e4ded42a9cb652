import { recordAudit } from "@/server/audit/commands";
import { notifyLive } from "@/server/events/live/commands";
import { DomainError } from "@/server/kernel/errors";
import { type MerchantScope, scopeHasStore } from "@/server/kernel/scope";
import { type Sql, sqlOfTx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { type DisputeState, refusalOfAnswer, toDisputeState } from "./rules";
import type { AnswerDisputeInput } from "./schema";

/** A dispute of a person's own stores, locked until the end of the transaction. @throws DomainError not_found */
export async function lockOwnDispute(
  sql: Sql,
  scope: MerchantScope,
  disputeId: string,
): Promise<{ readonly state: DisputeState; readonly dueAtMs: number }> {
  const [row] = await sql<{ store_id: string; state: string; due_at: Date }>(
    "SELECT store_id, state, due_at FROM dispute WHERE id = $1 AND tenant_id = $2 FOR UPDATE",
    [disputeId, scope.tenantId],
  );
  if (!row || !scopeHasStore(scope, row.store_id)) throw new DomainError("not_found");
  return { state: toDisputeState(row.state), dueAtMs: row.due_at.getTime() };
}

/**
 * Answers a dispute: contests it with what was added, or accepts that the money goes back. The worker brings the
 * answer to the network and repeats it until there is a judgement.
 * @throws DomainError not_found, dispute_state, dispute_deadline_passed, dispute_answer_empty
 */
export async function answerDispute(deps: Deps<MerchantScope>, input: AnswerDisputeInput): Promise<void> {
  await deps.transact(async (tx) => {
    const sql = sqlOfTx(tx);
    const dispute = await lockOwnDispute(sql, deps.scope, input.disputeId);
    const [papers] = await sql<{ count: number }>(
      "SELECT count(*)::int AS count FROM dispute_evidence WHERE dispute_id = $1 AND state = 'stored'",
      [input.disputeId],
    );
    const answer = { kind: input.answer, text: input.text, papers: papers?.count ?? 0 };
    const refusal = refusalOfAnswer(dispute, answer, deps.now);
    if (refusal) throw new DomainError(refusal, {}, refusal === "dispute_answer_empty" ? "text" : undefined);
    await sql(
      `UPDATE dispute SET state = 'answered', answer = $2, answer_text = $3, answered_by = $4,
         answered_at = to_timestamp($5::float8 / 1000), next_attempt_at = to_timestamp($5::float8 / 1000), attempts = 0
       WHERE id = $1`,
      [input.disputeId, input.answer, input.text, deps.actor.id, deps.now],
    );
    await recordAudit(tx, deps, {
      action: "dispute.answer",
      subjectId: input.disputeId,
      tenantId: deps.scope.tenantId,
      before: { state: dispute.state },
      after: { state: "answered", answer: input.answer, papers: answer.papers },
    });
    await notifyLive(sql, { tenantIds: [deps.scope.tenantId], kinds: ["disputes"] });
  });
}
