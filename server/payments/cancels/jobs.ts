import type { SystemScope } from "@/server/kernel/scope";
import { type Sql, transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { callNetwork } from "@/server/wallet-network/gateway";
import { canonicalText, type NetworkAnswer, yenText } from "@/server/wallet-network/rules";
import { reversedEntry } from "../books/rules";
import { noEffects, writeEffects } from "../effects/ingest";
import { applyOne, inquire } from "../orders/jobs";
import { lockPayments } from "../outcomes/ingest";
import { bareFacts } from "../outcomes/rules";
import { retryDelayMs } from "../refunds/rules";
import { canTransition, paymentNumber } from "../rules";

type CancelDeps = Deps<SystemScope>;

type DueCancel = {
  readonly paymentId: string;
  readonly networkPaymentId: string | null;
  readonly amountMinor: bigint;
  readonly expiresAtMs: number;
  readonly goal: "cancel" | "reverse";
};

type Row = {
  payment_id: string;
  network_payment_id: string | null;
  amount_minor: bigint;
  expires_ms: number;
  state: string;
};

/** Sends the cancels and reversals that are due, again and again until they are confirmed. @returns how many */
export async function sendDueCancels(deps: CancelDeps, limit = 50): Promise<number> {
  const due = await transactSql("jobs", (sql) => takeDue(sql, deps.now, limit));
  for (const cancel of due) {
    if (cancel.goal === "cancel") await sendCancel(deps, cancel);
    else await sendReversal(deps, cancel);
  }
  return due.length;
}

async function takeDue(sql: Sql, nowMs: number, limit: number): Promise<DueCancel[]> {
  const due = await sql<{ payment_id: string; attempts: number }>(
    `SELECT payment_id, attempts FROM cancel_request
     WHERE state IN ('requested', 'reversing') AND next_attempt_at <= to_timestamp($1::float8 / 1000)
     ORDER BY next_attempt_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [nowMs, limit],
  );
  const rows = await sql<Row>(
    `UPDATE cancel_request c SET attempts = c.attempts + 1, next_attempt_at = to_timestamp(said.at_ms / 1000)
     FROM unnest($1::text[], $2::float8[]) AS said(id, at_ms) JOIN payment p ON p.id = said.id
     WHERE c.payment_id = said.id
     RETURNING c.payment_id, c.state, p.network_payment_id, p.amount_minor,
       (extract(epoch FROM coalesce(p.expires_at, p.created_at)) * 1000)::float8 AS expires_ms`,
    [due.map((row) => row.payment_id), due.map((row) => nowMs + retryDelayMs(row.attempts + 1))],
  );
  return rows.map((row) => ({
    paymentId: row.payment_id,
    networkPaymentId: row.network_payment_id,
    amountMinor: row.amount_minor,
    expiresAtMs: row.expires_ms,
    goal: row.state === "reversing" ? "reverse" : "cancel",
  }));
}

/** The network's id where there is one: a pushed payment has no request id of ours there. */
function referenceOf(cancel: DueCancel): Readonly<Record<string, string>> {
  return cancel.networkPaymentId === null
    ? { paymentRequestId: cancel.paymentId }
    : { paymentId: cancel.networkPaymentId };
}

const NOTHING_TO_CANCEL = ["ORDER_NOT_EXIST", "ORDER_IS_CANCELED"];

async function sendCancel(deps: CancelDeps, cancel: DueCancel): Promise<void> {
  const answer = await callNetwork("payments/cancelPayment", referenceOf(cancel));
  const { resultStatus, resultCode } = answer.result;
  if (resultStatus === "U") return;
  if (resultStatus === "S" || NOTHING_TO_CANCEL.includes(resultCode)) {
    await confirmCancel(deps, cancel, answer);
    return;
  }
  // Too late to cancel: what the network holds now decides whether something has to be given back instead.
  if (resultCode !== "CANCEL_WINDOW_EXCEED") return;
  await confirmCancel(deps, cancel, answer);
  await inquire(deps, cancel);
}

async function confirmCancel(deps: CancelDeps, cancel: DueCancel, answer: NetworkAnswer): Promise<void> {
  await applyOne(deps, {
    kind: "outcome",
    key: `cancel:${cancel.paymentId}`,
    permanent: false,
    contentHash: "",
    canonical: canonicalText(answer),
    path: "payments/cancelPayment",
    paymentId: cancel.paymentId,
    outcome: "cancelled",
    failureCode: null,
    facts: bareFacts(cancel.amountMinor),
  });
  await transactSql("jobs", (sql) =>
    sql(
      `UPDATE cancel_request SET state = 'done', next_attempt_at = NULL, settled_at = to_timestamp($2::float8 / 1000)
       WHERE payment_id = $1 AND state = 'requested'`,
      [cancel.paymentId, deps.now],
    ),
  );
}

/** Gives a late success back: by a cancel while the network takes one, else by a refund of the whole amount. */
async function sendReversal(deps: CancelDeps, cancel: DueCancel): Promise<void> {
  const cancelled = await callNetwork("payments/cancelPayment", referenceOf(cancel));
  if (cancelled.result.resultStatus === "U") return;
  const given =
    cancelled.result.resultStatus === "S"
      ? cancelled
      : await callNetwork("payments/refund", {
          refundRequestId: `rev_${paymentNumber(cancel.paymentId)}`,
          ...referenceOf(cancel),
          refundAmount: yenText(cancel.amountMinor),
        });
  const back = given.result.resultStatus === "S" || given.result.resultCode === "ORDER_IS_CANCELED";
  if (back) await transactSql("jobs", (sql) => closeReversal(sql, deps, cancel));
}

async function closeReversal(sql: Sql, deps: CancelDeps, cancel: DueCancel): Promise<void> {
  const { paymentId } = cancel;
  const payment = (await lockPayments(sql, [paymentId])).get(paymentId);
  if (!payment || !canTransition(payment.state, "reversed") || payment.walletId === null) return;
  await sql("UPDATE payment SET state = 'reversed' WHERE id = $1", [paymentId]);
  await sql(
    `UPDATE cancel_request SET state = 'done', next_attempt_at = NULL, settled_at = to_timestamp($2::float8 / 1000)
     WHERE payment_id = $1`,
    [paymentId, deps.now],
  );
  const effects = noEffects();
  effects.entries.push(reversedEntry(deps, { ...payment, walletId: payment.walletId }));
  effects.told.push({ key: `reversed:${paymentId}`, contentHash: "", paymentId });
  effects.tenantIds.add(payment.tenantId);
  await writeEffects(sql, deps, effects);
}
