import { recordAudit } from "@/server/audit/commands";
import { emitEvent } from "@/server/events/commands";
import { notifyLive } from "@/server/events/live/commands";
import { jstDay } from "@/server/kernel/calendar";
import { framed } from "@/server/kernel/content";
import { DomainError } from "@/server/kernel/errors";
import { formatMoney, jpy } from "@/server/kernel/money";
import type { MerchantScope } from "@/server/kernel/scope";
import { bookEntries } from "@/server/ledger/commands";
import { owedOn } from "@/server/ledger/queries";
import { accounts } from "@/server/ledger/rules";
import { sha256Hex } from "@/server/platform/crypto";
import { type Sql, sqlOfTx, type Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { type BookedRefund, refundOpenedEntry } from "../books/rules";
import type { RequestRefundInput } from "../schema";
import { findRefundByRequest, getRefundCase, negativeLimitOf, type RefundCase } from "./queries";
import { isHeld, type RefundState, refundLimitOf, refusalOfRefund } from "./rules";

/** How long a held refund waits before its merchant's balance is looked at again. */
export const HELD_RECHECK_MS = 10 * 60_000;

/**
 * Asks for a refund. It is set aside in the books at once and sent to the wallet by the worker; it is refunded only
 * when the wallet confirms. The same `requestId` is the same refund, so a double click is one.
 * @throws DomainError not_found, payment_state, refund_window_closed, refund_count_exceeded, refund_exceeds_payment,
 * refund_limit for more than the role may give back at once, idempotency_conflict for a known `requestId` with other content
 */
export async function requestRefund(
  deps: Deps<MerchantScope>,
  input: RequestRefundInput,
): Promise<{ readonly refundId: string; readonly state: RefundState }> {
  const requestHash = sha256Hex(framed([input.paymentId, input.amountMinor.toString(), input.reason]));
  return deps.transact(async (tx) => {
    const sql = sqlOfTx(tx);
    await lockForRefund(sql, input.paymentId);
    const known = await findRefundByRequest(sql, {
      tenantId: deps.scope.tenantId,
      requestId: input.requestId,
    });
    if (known && known.requestHash !== requestHash) throw new DomainError("idempotency_conflict");
    if (known) return { refundId: known.refundId, state: known.state };
    const found = await getRefundCase(tx, deps.scope, input.paymentId);
    const refusal = refusalOfRefund(found.refundable, input.amountMinor, deps.now);
    if (refusal) throw new DomainError(refusal.code, refusal.params, "amountMinor");
    const limit = refundLimitOf(deps.scope.role);
    if (limit !== null && input.amountMinor > limit)
      throw new DomainError("refund_limit", { max: formatMoney(jpy(limit)) }, "amountMinor");
    const { walletId } = found.payment;
    if (walletId === null) throw new DomainError("payment_state");
    const booked: BookedRefund = {
      refundId: deps.newId("refund"),
      tenantId: deps.scope.tenantId,
      payoutGroupId: found.payoutGroupId,
      walletId,
      amountMinor: input.amountMinor,
    };
    const state = await stateOnRequest(sql, deps.now, booked);
    await writeRefund(tx, deps, { input, requestHash, booked, found, state });
    return { refundId: booked.refundId, state };
  });
}

/**
 * Refunds of one payment are decided one after the other. An advisory lock, because the merchant's role may not
 * change a payment and so may not lock its row.
 */
export async function lockForRefund(sql: Sql, paymentId: string): Promise<void> {
  await sql("SELECT pg_advisory_xact_lock(hashtextextended($1, 7311))::text AS locked", [paymentId]);
}

/** Held when the balance would fall below the contract's limit, else ready to be sent. */
export async function stateOnRequest(
  sql: Sql,
  nowMs: number,
  refund: BookedRefund,
): Promise<"requested" | "held"> {
  // One at a time per balance, so that two refunds cannot both pass the limit.
  await sql("SELECT pg_advisory_xact_lock(hashtextextended($1, 7312))::text AS locked", [
    refund.payoutGroupId,
  ]);
  const owed = await owedOn(sql, accounts.merchantPayable(refund.tenantId, refund.payoutGroupId));
  const limit = await negativeLimitOf(sql, refund.tenantId, jstDay(nowMs));
  return isHeld(owed, refund.amountMinor, limit) ? "held" : "requested";
}

type NewRefund = {
  readonly input: RequestRefundInput;
  readonly requestHash: string;
  readonly booked: BookedRefund;
  readonly found: RefundCase;
  readonly state: "requested" | "held";
};

async function writeRefund(tx: Tx, deps: Deps<MerchantScope>, refund: NewRefund): Promise<void> {
  const sql = sqlOfTx(tx);
  const { input, booked, found, state } = refund;
  const { paymentId, storeId } = found.payment;
  await sql(
    `INSERT INTO refund (id, tenant_id, payment_id, store_id, payout_group_id, wallet_id, amount_minor, state,
       request_id, request_hash, reason, requested_by, requested_at, attempts, next_attempt_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7::bigint, $8, $9, $10, $11, $12, to_timestamp($13::float8 / 1000), 0,
       to_timestamp($14::float8 / 1000))`,
    [
      booked.refundId,
      booked.tenantId,
      paymentId,
      storeId,
      booked.payoutGroupId,
      booked.walletId,
      booked.amountMinor.toString(),
      state,
      input.requestId,
      refund.requestHash,
      input.reason,
      deps.actor.id,
      deps.now,
      state === "held" ? deps.now + HELD_RECHECK_MS : deps.now,
    ],
  );
  // A held refund has not been taken from the merchant yet.
  if (state === "requested") await bookEntries(sql, [refundOpenedEntry(deps, booked)]);
  await recordAudit(tx, deps, {
    action: "refund.request",
    subjectId: booked.refundId,
    tenantId: booked.tenantId,
    after: { paymentId, amountMinor: booked.amountMinor, state, reason: input.reason },
  });
  await emitEvent(tx, deps, {
    type: "refund.requested",
    tenantId: booked.tenantId,
    subjectId: booked.refundId,
    payload: { refundId: booked.refundId, paymentId },
  });
  await notifyLive(sql, { tenantIds: [booked.tenantId], kinds: ["refunds"] });
}
