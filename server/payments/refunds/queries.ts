import { jstDay } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import { type MerchantScope, scopeHasStore } from "@/server/kernel/scope";
import { owedOn } from "@/server/ledger/queries";
import { accounts } from "@/server/ledger/rules";
import { type Sql, sqlOfTx, type Tx } from "@/server/platform/db";
import { type PaymentRow, type PaymentSummary, SUMMARY_COLUMNS, SUMMARY_JOINS, summaryOf } from "../queries";
import {
  type RefundablePayment,
  type RefundStanding,
  type RefundState,
  refundStanding,
  toRefundState,
} from "./rules";

export type Refund = {
  readonly refundId: string;
  readonly paymentId: string;
  readonly amountMinor: bigint;
  readonly state: RefundState;
  readonly reason: string;
  readonly failureCode: string | null;
  readonly requestedBy: string;
  readonly requestedAtMs: number;
  readonly settledAtMs: number | null;
};

type RefundRow = {
  id: string;
  payment_id: string;
  amount_minor: bigint;
  state: string;
  reason: string;
  failure_code: string | null;
  requested_by: string;
  requested_at: Date;
  settled_at: Date | null;
};

/** Every refund of a payment, oldest first. */
export async function listRefundsOfPayment(sql: Sql, paymentId: string): Promise<Refund[]> {
  const rows = await sql<RefundRow>(
    `SELECT id, payment_id, amount_minor, state, reason, failure_code, requested_by, requested_at, settled_at
     FROM refund WHERE payment_id = $1 ORDER BY id`,
    [paymentId],
  );
  return rows.map(refundOf);
}

function refundOf(row: RefundRow): Refund {
  return {
    refundId: row.id,
    paymentId: row.payment_id,
    amountMinor: row.amount_minor,
    state: toRefundState(row.state),
    reason: row.reason,
    failureCode: row.failure_code,
    requestedBy: row.requested_by,
    requestedAtMs: row.requested_at.getTime(),
    settledAtMs: row.settled_at?.getTime() ?? null,
  };
}

/** One refund by the id that its form minted, or null. */
export async function findRefundByRequest(
  sql: Sql,
  of: { readonly tenantId: string; readonly requestId: string },
): Promise<{ readonly refundId: string; readonly requestHash: string; readonly state: RefundState } | null> {
  const [row] = await sql<{ id: string; request_hash: string; state: string }>(
    "SELECT id, request_hash, state FROM refund WHERE tenant_id = $1 AND request_id = $2",
    [of.tenantId, of.requestId],
  );
  return row ? { refundId: row.id, requestHash: row.request_hash, state: toRefundState(row.state) } : null;
}

/** A payment with its refunds and its wallet's rule, as decisions about refunds need it. */
export type RefundCase = {
  readonly payment: PaymentSummary;
  readonly payoutGroupId: string;
  readonly refundable: RefundablePayment;
  readonly refunds: readonly Refund[];
};

type CaseRow = PaymentRow & {
  disputed_minor: bigint;
  payout_group_id: string;
  max_refunds: number | null;
  refund_window_days: number | null;
};

/**
 * The case of a payment in a person's stores.
 * @throws DomainError not_found, also for a payment of others, which is as if it did not exist
 */
export async function getRefundCase(tx: Tx, scope: MerchantScope, paymentId: string): Promise<RefundCase> {
  const sql = sqlOfTx(tx);
  const [row] = await sql<CaseRow>(
    `SELECT ${SUMMARY_COLUMNS}, p.payout_group_id, w.max_refunds, w.refund_window_days,
            (SELECT coalesce(sum(amount_minor), 0)::bigint FROM dispute
             WHERE payment_id = p.id AND state <> 'won') AS disputed_minor
     FROM payment p ${SUMMARY_JOINS} WHERE p.id = $1 AND p.tenant_id = $2`,
    [paymentId, scope.tenantId],
  );
  if (!row || !scopeHasStore(scope, row.store_id)) throw new DomainError("not_found");
  const payment = summaryOf(row);
  const refunds = await listRefundsOfPayment(sql, paymentId);
  return {
    payment,
    payoutGroupId: row.payout_group_id,
    refunds,
    refundable: {
      state: payment.state,
      amountMinor: payment.amountMinor,
      paidAtMs: payment.paidAtMs,
      refunds,
      disputedMinor: row.disputed_minor,
      policy: { maxRefunds: row.max_refunds ?? 0, windowDays: row.refund_window_days ?? 0 },
    },
  };
}

/** What a person sees before refunding: both currencies, the rate, what is left, and the wallet's rule. */
export type RefundPreview = {
  readonly payment: PaymentSummary;
  readonly standing: RefundStanding;
  readonly maxRefunds: number;
  readonly windowDays: number;
};

/** What the merchant is owed now and how far below zero refunds may take it; yen. */
export type RefundBalance = { readonly owedMinor: bigint; readonly negativeLimitMinor: bigint };

/** The preview of a refund with the balance that it is taken from. @throws DomainError not_found */
export async function getRefundPreview(
  tx: Tx,
  scope: MerchantScope,
  args: { readonly paymentId: string; readonly nowMs: number },
): Promise<RefundPreview & { readonly balance: RefundBalance }> {
  const { payment, payoutGroupId, refundable } = await getRefundCase(tx, scope, args.paymentId);
  const { maxRefunds, windowDays } = refundable.policy;
  const sql = sqlOfTx(tx);
  const owedMinor = await owedOn(sql, accounts.merchantPayable(scope.tenantId, payoutGroupId));
  const negativeLimitMinor = await negativeLimitOf(sql, scope.tenantId, jstDay(args.nowMs));
  const balance = { owedMinor, negativeLimitMinor };
  return { payment, standing: refundStanding(refundable), maxRefunds, windowDays, balance };
}

/** How far below zero the contract in force lets a merchant's balance go, in yen. */
export async function negativeLimitOf(sql: Sql, tenantId: string, dayOn: string): Promise<bigint> {
  const [row] = await sql<{ minor: bigint }>(
    `SELECT negative_limit_minor AS minor FROM contract
     WHERE tenant_id = $1 AND valid_from_on <= $2 AND (valid_through_on IS NULL OR valid_through_on >= $2)
     ORDER BY version DESC LIMIT 1`,
    [tenantId, dayOn],
  );
  return row?.minor ?? 0n;
}
