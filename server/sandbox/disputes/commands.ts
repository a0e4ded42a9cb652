import { queueDelivery } from "../deliveries/commands";
import { findPayment } from "../payments/queries";
import type { Deps, Sql } from "../queries";
import { type Answer, amountOf, contentText, newNetworkId, refusal, resultOf } from "../rules";
import { networkTime } from "../wallets/rules";
import { judge, REVIEW_MS, type Stage } from "./rules";
import { disputeResponse, disputeRow } from "./schema";

const DAY_MS = 86_400_000;

type Objection = {
  readonly paymentId: string;
  readonly amountMinor: bigint | null;
  readonly stage: Stage;
  readonly reason: string;
  readonly days: number;
};

/**
 * The shopper objects to a payment, or escalates the objection; the network tells Noren and repeats it until it is
 * heard. @returns the dispute's id, or null when there is no such payment
 */
export async function openDispute(deps: Deps, objection: Objection): Promise<string | null> {
  const payment = await findPayment(deps.sql, { paymentId: objection.paymentId });
  if (payment === null || payment.state !== "succeeded") return null;
  const now = deps.now();
  const dueAt = now + objection.days * DAY_MS;
  const amountMinor = objection.amountMinor ?? payment.amountMinor;
  const disputeId = await deps.transact(async (sql) => {
    const id = await keepDispute(sql, {
      objection,
      amountMinor,
      dueAt,
      newId: newNetworkId(now, deps.random),
    });
    const call = objection.stage === "escalation" ? "initiateEscalation" : "initiateRetrieval";
    await queueDelivery(sql, {
      kind: call,
      subject: id,
      walletId: payment.walletId,
      url: `${deps.settings.publicUrl}/api/network/v1/disputes/${call}`,
      body: JSON.stringify({
        disputeId: id,
        paymentId: payment.paymentId,
        ...(payment.walletId !== null && { pspId: payment.walletId }),
        disputeAmount: amountOf("JPY", amountMinor),
        disputeReasonCode: objection.reason,
        disputeTime: networkTime(now),
        responseDueTime: networkTime(dueAt),
      }),
      dueAt: now,
      held: false,
    });
    return id;
  });
  deps.nudge();
  return disputeId;
}

/** An escalation is the same dispute one stage further, if there was one. */
async function keepDispute(
  sql: Sql,
  given: {
    readonly objection: Objection;
    readonly amountMinor: bigint;
    readonly dueAt: number;
    readonly newId: string;
  },
): Promise<string> {
  const { paymentId, stage } = given.objection;
  const known = await sql(
    `UPDATE network_dispute SET stage = $2, due_at = $3, response_content = NULL, judgement = NULL, judges_at = NULL
     WHERE payment_id = $1 AND stage = 'retrieval' AND $2 = 'escalation' RETURNING *`,
    [paymentId, stage, given.dueAt],
  );
  if (known[0] !== undefined) return disputeRow.parse(known[0]).disputeId;
  await sql(
    `INSERT INTO network_dispute (dispute_id, payment_id, stage, amount_minor, due_at) VALUES ($1, $2, $3, $4, $5)`,
    [given.newId, paymentId, stage, given.amountMinor, given.dueAt],
  );
  return given.newId;
}

/**
 * `responseRetrieval`, `responseEscalation`: takes an answer once; the same answer again tells how it was judged, or
 * that it is still looked at.
 */
export async function takeResponse(deps: Deps, body: unknown): Promise<Answer> {
  const parsed = disputeResponse.safeParse(body);
  if (!parsed.success) return refusal("PARAM_ILLEGAL");
  const response = parsed.data;
  const content = contentText(body);
  return deps.transact(async (sql) => {
    const rows = await sql("SELECT * FROM network_dispute WHERE dispute_id = $1 FOR UPDATE", [
      response.disputeId,
    ]);
    if (rows[0] === undefined) return refusal("RECORD_NOT_FOUND");
    const dispute = disputeRow.parse(rows[0]);
    const now = deps.now();
    if (dispute.responseContent !== null && dispute.responseContent !== content)
      return refusal("REPEAT_REQ_INCONSISTENT");
    if (dispute.responseContent === null) {
      if (now > dispute.dueAt) return refusal("DISPUTE_EXPIRED");
      const papers = response.evidenceList.length;
      const judgement = judge({ response: response.disputeResponse, papers });
      const judgesAt = response.disputeResponse === "ACCEPT" ? now : now + REVIEW_MS;
      await sql(
        "UPDATE network_dispute SET response_content = $2, judgement = $3, judges_at = $4 WHERE dispute_id = $1",
        [dispute.disputeId, content, judgement, judgesAt],
      );
      return standing(dispute.disputeId, judgesAt <= now ? judgement : "IN_REVIEW");
    }
    const isJudged = dispute.judgesAt !== null && dispute.judgesAt <= now && dispute.judgement !== null;
    return standing(dispute.disputeId, isJudged && dispute.judgement ? dispute.judgement : "IN_REVIEW");
  });
}

function standing(disputeId: string, disputeStatus: "IN_REVIEW" | "WON" | "LOST"): Answer {
  return { result: resultOf("SUCCESS"), disputeId, disputeStatus };
}
