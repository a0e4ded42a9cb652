import { recordAuditSql } from "@/server/audit/commands";
import { emitEventsSql } from "@/server/events/commands";
import { notifyLive } from "@/server/events/live/commands";
import type { SystemScope } from "@/server/kernel/scope";
import { bookEntries } from "@/server/ledger/commands";
import { type Sql, transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { callNetwork } from "@/server/wallet-network/gateway";
import { type NetworkAnswer, yenText } from "@/server/wallet-network/rules";
import { refundAnswer } from "@/server/wallet-network/schema";
import { type BookedRefund, refundDoneEntry, refundOpenedEntry, refundRefusedEntry } from "../books/rules";
import { HELD_RECHECK_MS, stateOnRequest } from "./commands";
import { canTransition, retryDelayMs, toRefundState } from "./rules";

type RefundDeps = Deps<SystemScope>;

type DueRefund = BookedRefund & {
  readonly paymentId: string;
  readonly networkPaymentId: string | null;
  readonly state: string;
};

type Row = {
  id: string;
  tenant_id: string;
  payment_id: string;
  payout_group_id: string;
  wallet_id: string;
  amount_minor: bigint;
  state: string;
  network_payment_id: string | null;
};

/** Sends the refunds that are due to their wallets, again and again until they are final. @returns how many */
export async function sendDueRefunds(deps: RefundDeps, limit = 50): Promise<number> {
  const due = await transactSql("jobs", (sql) => takeDue(sql, deps, limit));
  for (const refund of due) await sendRefund(deps, refund);
  return due.length;
}

/** Takes due refunds for this worker; from here on they are with the wallet, whatever becomes of the answer. */
async function takeDue(sql: Sql, deps: RefundDeps, limit: number): Promise<DueRefund[]> {
  const due = await sql<{ id: string; attempts: number; state: string; tenant_id: string }>(
    `SELECT id, attempts, state, tenant_id FROM refund
     WHERE state IN ('requested', 'at_wallet') AND next_attempt_at <= to_timestamp($1::float8 / 1000)
     ORDER BY next_attempt_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [deps.now, limit],
  );
  const rows = await sql<Row>(
    `UPDATE refund r SET state = 'at_wallet', attempts = r.attempts + 1,
            next_attempt_at = to_timestamp(said.at_ms / 1000)
     FROM unnest($1::text[], $2::float8[]) AS said(id, at_ms), payment p
     WHERE r.id = said.id AND p.id = r.payment_id
     RETURNING r.id, r.tenant_id, r.payment_id, r.payout_group_id, r.wallet_id, r.amount_minor, r.state,
               p.network_payment_id`,
    [due.map((row) => row.id), due.map((row) => deps.now + retryDelayMs(row.attempts + 1))],
  );
  await recordAuditSql(
    sql,
    deps,
    due
      .filter((row) => row.state === "requested")
      .map((row) => ({
        action: "refund.send",
        subjectId: row.id,
        tenantId: row.tenant_id,
        before: { state: row.state },
        after: { state: "at_wallet" },
      })),
  );
  return rows.map(dueRefundOf);
}

function dueRefundOf(row: Row): DueRefund {
  return {
    refundId: row.id,
    tenantId: row.tenant_id,
    paymentId: row.payment_id,
    payoutGroupId: row.payout_group_id,
    walletId: row.wallet_id,
    amountMinor: row.amount_minor,
    state: row.state,
    networkPaymentId: row.network_payment_id,
  };
}

/** The same `refundRequestId` and content on every try, so that the network gives back once however often it hears. */
async function sendRefund(deps: RefundDeps, refund: DueRefund): Promise<void> {
  const answer = await callNetwork("payments/refund", {
    refundRequestId: refund.refundId,
    ...(refund.networkPaymentId === null
      ? { paymentRequestId: refund.paymentId }
      : { paymentId: refund.networkPaymentId }),
    refundAmount: yenText(refund.amountMinor),
  });
  if (answer.result.resultStatus === "U") return;
  await transactSql("jobs", (sql) => settleRefund(sql, deps, refund, answer));
}

async function settleRefund(
  sql: Sql,
  deps: RefundDeps,
  refund: DueRefund,
  answer: NetworkAnswer,
): Promise<void> {
  const to = answer.result.resultStatus === "S" ? "done" : "refused";
  const [locked] = await sql<{ state: string }>("SELECT state FROM refund WHERE id = $1 FOR UPDATE", [
    refund.refundId,
  ]);
  if (!locked || !canTransition(toRefundState(locked.state), to)) return;
  const networkRefundId = refundAnswer.safeParse(answer).data?.refundId ?? null;
  const failureCode = to === "refused" ? answer.result.resultCode : null;
  await sql(
    `UPDATE refund SET state = $2, settled_at = to_timestamp($3::float8 / 1000), next_attempt_at = NULL,
            network_refund_id = $4, failure_code = $5 WHERE id = $1`,
    [refund.refundId, to, deps.now, networkRefundId, failureCode],
  );
  // A refund refused while it was held had taken nothing.
  const taken = locked.state === "at_wallet";
  if (taken) {
    const entry = to === "done" ? refundDoneEntry(deps, refund) : refundRefusedEntry(deps, refund);
    await bookEntries(sql, [entry]);
  }
  await recordAuditSql(sql, deps, [
    {
      action: "refund.settle",
      subjectId: refund.refundId,
      tenantId: refund.tenantId,
      before: { state: locked.state },
      after: { state: to, networkRefundId, failureCode },
    },
  ]);
  await emitEventsSql(sql, deps, [
    {
      type: "refund.settled",
      tenantId: refund.tenantId,
      subjectId: refund.refundId,
      payload: { refundId: refund.refundId, paymentId: refund.paymentId, state: to },
    },
  ]);
  await notifyLive(sql, { tenantIds: [refund.tenantId], kinds: ["refunds"] });
}

/** Looks again at refunds that wait for their merchant's balance, and lets go those it now bears. @returns how many */
export async function releaseHeldRefunds(deps: RefundDeps, limit = 50): Promise<number> {
  return transactSql("jobs", async (sql) => {
    const held = await sql<Row>(
      `SELECT r.id, r.tenant_id, r.payment_id, r.payout_group_id, r.wallet_id, r.amount_minor, r.state,
              NULL::text AS network_payment_id
       FROM refund r WHERE r.state = 'held' AND r.next_attempt_at <= to_timestamp($1::float8 / 1000)
       ORDER BY r.next_attempt_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
      [deps.now, limit],
    );
    let released = 0;
    for (const row of held) {
      const refund = dueRefundOf(row);
      const free = (await stateOnRequest(sql, deps.now, refund)) === "requested";
      await sql(
        `UPDATE refund SET state = CASE WHEN $2 THEN 'at_wallet' ELSE state END, next_attempt_at = to_timestamp($3::float8 / 1000)
         WHERE id = $1`,
        [refund.refundId, free, free ? deps.now : deps.now + HELD_RECHECK_MS],
      );
      if (!free) continue;
      released += 1;
      await bookEntries(sql, [refundOpenedEntry(deps, refund)]);
      await recordAuditSql(sql, deps, [
        {
          action: "refund.release",
          subjectId: refund.refundId,
          tenantId: refund.tenantId,
          before: { state: "held" },
          after: { state: "at_wallet" },
        },
      ]);
    }
    return released;
  });
}
