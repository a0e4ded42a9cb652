import { recordAuditSql } from "@/server/audit/commands";
import { DomainError } from "@/server/kernel/errors";
import type { Sql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { lockPayments } from "../outcomes/ingest";
import { refusalOfCancel } from "./rules";

type CancelDeps = Pick<Deps, "actor" | "requestId" | "now" | "newId">;

/**
 * Asks for a payment to be cancelled in full, inside the caller's transaction. From then on it can only become
 * cancelled: the worker repeats the request until the network confirms it. Asking twice is asking once.
 * @throws DomainError not_found, payment_state when the payment has come to another end or is refunded or disputed,
 * cancel_window_closed after 00:15 UTC+8 of the day after it was paid
 */
export async function requestCancel(
  sql: Sql,
  deps: CancelDeps,
  request: { readonly paymentId: string; readonly reason: string },
): Promise<void> {
  const { paymentId } = request;
  const payment = (await lockPayments(sql, [paymentId])).get(paymentId);
  if (!payment) throw new DomainError("not_found");
  if (payment.state === "cancel_requested" || payment.state === "cancelled") return;
  const given = await sql(
    `SELECT 1 FROM refund WHERE payment_id = $1 AND state <> 'refused'
     UNION ALL SELECT 1 FROM dispute WHERE payment_id = $1 AND state <> 'won' LIMIT 1`,
    [paymentId],
  );
  const refusal = refusalOfCancel({ ...payment, isGivenBack: given.length > 0 }, deps.now);
  if (refusal) throw new DomainError(refusal);
  await sql("UPDATE payment SET state = 'cancel_requested', next_inquiry_at = NULL WHERE id = $1", [
    paymentId,
  ]);
  await sql(
    `INSERT INTO cancel_request (payment_id, tenant_id, state, reason, requested_at, next_attempt_at)
     VALUES ($1, $2, 'requested', $3, to_timestamp($4::float8 / 1000), to_timestamp($4::float8 / 1000))
     ON CONFLICT (payment_id) DO NOTHING`,
    [paymentId, payment.tenantId, request.reason, deps.now],
  );
  await recordAuditSql(sql, deps, [
    {
      action: "payment.cancel",
      subjectId: payment.storeId,
      tenantId: payment.tenantId,
      before: { state: payment.state },
      after: { state: "cancel_requested", paymentId, reason: request.reason },
    },
  ]);
}
