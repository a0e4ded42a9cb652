import { z } from "zod";
import type { Sql } from "../queries";
import { isResultCode, toMisbehaviour } from "../rules";
import { isWalletId } from "../wallets/rules";
import { toPaymentState } from "./rules";

const instant = z.coerce.number();
const amount = z.coerce.bigint();

const quote = z.object({
  quoteId: z.string(),
  quoteCurrencyPair: z.string(),
  quotePrice: z.string(),
  quoteStartTime: z.string(),
  quoteExpiryTime: z.string(),
});

const paymentRow = z
  .object({
    payment_id: z.string(),
    flow: z.enum(["entry", "push"]),
    payment_request_id: z.string().nullable(),
    request_content: z.string().nullable(),
    wallet_id: z.string().nullable(),
    state: z.string(),
    result_code: z.string().nullable(),
    amount_minor: amount,
    payer_minor: amount.nullable(),
    quote: quote.nullable(),
    reference_merchant_id: z.string(),
    reference_store_id: z.string(),
    shop_name: z.string(),
    order_description: z.string(),
    code_value: z.string().nullable(),
    customer_id: z.string().nullable(),
    acquirer_payment_id: z.string().nullable(),
    notify_url: z.string().nullable(),
    redirect_url: z.string().nullable(),
    misbehave: z.string(),
    created_at: instant,
    expires_at: instant.nullable(),
    confirmed_at: instant.nullable(),
    settles_at: instant.nullable(),
    paid_at: instant.nullable(),
    refunds: instant,
    refunded_minor: amount,
    refunded_payer_minor: amount,
  })
  .transform((row) => ({
    paymentId: row.payment_id,
    flow: row.flow,
    paymentRequestId: row.payment_request_id,
    requestContent: row.request_content,
    walletId: row.wallet_id !== null && isWalletId(row.wallet_id) ? row.wallet_id : null,
    state: toPaymentState(row.state),
    resultCode: row.result_code !== null && isResultCode(row.result_code) ? row.result_code : null,
    /** The code that Noren refused a push with may be one that the network does not know. */
    refusalCode: row.result_code,
    amountMinor: row.amount_minor,
    payerMinor: row.payer_minor,
    quote: row.quote,
    referenceMerchantId: row.reference_merchant_id,
    referenceStoreId: row.reference_store_id,
    shopName: row.shop_name,
    orderDescription: row.order_description,
    codeValue: row.code_value,
    customerId: row.customer_id,
    acquirerPaymentId: row.acquirer_payment_id,
    notifyUrl: row.notify_url,
    redirectUrl: row.redirect_url,
    misbehave: toMisbehaviour(row.misbehave),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    confirmedAt: row.confirmed_at,
    settlesAt: row.settles_at,
    paidAt: row.paid_at,
    refunds: row.refunds,
    refundedMinor: row.refunded_minor,
    refundedPayerMinor: row.refunded_payer_minor,
  }));

/** A payment at the network with the sum of its refunds. */
export type NetworkPayment = z.output<typeof paymentRow>;

const SELECT = `
SELECT p.*, r.refunds, r.refunded_minor, r.refunded_payer_minor
FROM network_payment p
CROSS JOIN LATERAL (
  SELECT count(*) AS refunds, coalesce(sum(amount_minor), 0) AS refunded_minor,
         coalesce(sum(payer_minor), 0) AS refunded_payer_minor
  FROM network_refund WHERE payment_id = p.payment_id
) r`;

/** The payment with the network's id or Noren's request id, or null. */
export async function findPayment(
  sql: Sql,
  key: { readonly paymentId?: string | undefined; readonly paymentRequestId?: string | undefined },
): Promise<NetworkPayment | null> {
  const rows = await sql(
    `${SELECT} WHERE ($1::text IS NULL OR p.payment_id = $1) AND ($2::text IS NULL OR p.payment_request_id = $2)
     AND ($1::text IS NOT NULL OR $2::text IS NOT NULL)`,
    [key.paymentId ?? null, key.paymentRequestId ?? null],
  );
  return rows[0] === undefined ? null : paymentRow.parse(rows[0]);
}

/** The same, locked until the end of the transaction, so that a cancel and a confirmation cannot both win. */
export async function lockPayment(
  sql: Sql,
  key: { readonly paymentId?: string | undefined; readonly paymentRequestId?: string | undefined },
): Promise<NetworkPayment | null> {
  const found = await findPayment(sql, key);
  if (found === null) return null;
  await sql("SELECT 1 FROM network_payment WHERE payment_id = $1 FOR UPDATE", [found.paymentId]);
  return findPayment(sql, { paymentId: found.paymentId });
}

/** The latest payments of one phone, newest first. */
export async function listPaymentsOfPhone(sql: Sql, customerId: string): Promise<readonly NetworkPayment[]> {
  const rows = await sql(
    `${SELECT} WHERE p.customer_id = $1 AND (p.flow = 'push' OR p.confirmed_at IS NOT NULL)
     ORDER BY p.created_at DESC LIMIT 8`,
    [customerId],
  );
  return rows.map((row) => paymentRow.parse(row));
}

/** Payments whose outcome is due: a slow or late success, or an order that has expired unpaid. */
export async function listDuePayments(sql: Sql, nowMs: number): Promise<readonly string[]> {
  const rows = await sql(
    `SELECT payment_id FROM network_payment
     WHERE (settles_at IS NOT NULL AND settles_at <= $1)
        OR (state = 'pending' AND flow = 'entry' AND settles_at IS NULL AND expires_at <= $1)
     LIMIT 200`,
    [nowMs],
  );
  return rows.map((row) => z.object({ payment_id: z.string() }).parse(row).payment_id);
}

const refundRow = z
  .object({
    refund_request_id: z.string(),
    refund_id: z.string(),
    request_content: z.string(),
    payment_id: z.string(),
    amount_minor: amount,
    payer_minor: amount,
    refunded_at: instant,
  })
  .transform((row) => ({
    refundRequestId: row.refund_request_id,
    refundId: row.refund_id,
    requestContent: row.request_content,
    paymentId: row.payment_id,
    amountMinor: row.amount_minor,
    payerMinor: row.payer_minor,
    refundedAt: row.refunded_at,
  }));

export type NetworkRefund = z.output<typeof refundRow>;

/** The refund that a request id made, or null. */
export async function findRefund(sql: Sql, refundRequestId: string): Promise<NetworkRefund | null> {
  const rows = await sql("SELECT * FROM network_refund WHERE refund_request_id = $1", [refundRequestId]);
  return rows[0] === undefined ? null : refundRow.parse(rows[0]);
}
