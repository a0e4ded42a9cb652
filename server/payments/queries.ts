import { addDays, instant, jstDayStartMs, toDay } from "@/server/kernel/calendar";
import { type Currency, isCurrency } from "@/server/kernel/money";
import type { MerchantScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import { lastFour } from "@/server/wallet-network/rules";
import { type PaymentOrigin, type PaymentState, paymentNumber, toPaymentState } from "./rules";
import type { ListPaymentsInput } from "./schema";

/** One payment as lists show it: what was booked and what the shopper paid, in one row. */
export type PaymentSummary = {
  readonly paymentId: string;
  readonly number: string;
  readonly last4: string;
  /** The wallet's own number ends like this; a pushed shopper sees only that one. */
  readonly networkLast4: string | null;
  readonly storeId: string;
  readonly storeName: string;
  readonly walletId: string | null;
  readonly walletName: string | null;
  readonly origin: PaymentOrigin;
  readonly state: PaymentState;
  readonly amountMinor: bigint;
  readonly payerAmountMinor: bigint | null;
  readonly payerCurrency: Currency | null;
  readonly quotePrice: string | null;
  /** Given back already. */
  readonly refundedMinor: bigint;
  /** Asked back and not yet final. */
  readonly refundingMinor: bigint;
  readonly createdAtMs: number;
  readonly paidAtMs: number | null;
};

export type PaymentPage = {
  readonly payments: readonly PaymentSummary[];
  /** Give it as `olderThan` for the next page, or null at the end. */
  readonly olderThan: string | null;
  /** Give it as `newerThan` for the page before, or null at the beginning. */
  readonly newerThan: string | null;
};

export type PaymentRow = {
  id: string;
  store_id: string;
  store_name: string;
  wallet_id: string | null;
  wallet_name: string | null;
  network_payment_id: string | null;
  origin: string;
  state: string;
  amount_minor: bigint;
  payer_amount_minor: bigint | null;
  payer_currency: string | null;
  quote_price: string | null;
  refunded_minor: bigint;
  refunding_minor: bigint;
  created_at: Date;
  paid_at: Date | null;
};

/** The columns that `summaryOf` reads, for payments `p`. */
export const SUMMARY_COLUMNS = `
  p.id, p.store_id, s.name AS store_name, p.wallet_id, w.name AS wallet_name, p.network_payment_id, p.origin, p.state,
  p.amount_minor, p.payer_amount_minor, p.payer_currency, p.quote_price, p.created_at, p.paid_at,
  coalesce(r.refunded_minor, 0)::bigint AS refunded_minor, coalesce(r.refunding_minor, 0)::bigint AS refunding_minor`;

export const SUMMARY_JOINS = `
  JOIN store s ON s.id = p.store_id
  LEFT JOIN wallet w ON w.id = p.wallet_id
  LEFT JOIN LATERAL (
    SELECT sum(amount_minor) FILTER (WHERE state = 'done') AS refunded_minor,
           sum(amount_minor) FILTER (WHERE state IN ('requested', 'held', 'at_wallet')) AS refunding_minor
    FROM refund WHERE refund.payment_id = p.id
  ) r ON true`;

/** Reads a row of `SUMMARY_COLUMNS`. */
export function summaryOf(row: PaymentRow): PaymentSummary {
  const { payer_currency: payerCurrency } = row;
  return {
    paymentId: row.id,
    number: paymentNumber(row.id),
    last4: lastFour(row.id),
    networkLast4: row.network_payment_id === null ? null : lastFour(row.network_payment_id),
    storeId: row.store_id,
    storeName: row.store_name,
    walletId: row.wallet_id,
    walletName: row.wallet_name,
    origin: row.origin === "push" ? "push" : "entry",
    state: toPaymentState(row.state),
    amountMinor: row.amount_minor,
    payerAmountMinor: row.payer_amount_minor,
    payerCurrency: payerCurrency !== null && isCurrency(payerCurrency) ? payerCurrency : null,
    quotePrice: row.quote_price,
    refundedMinor: row.refunded_minor,
    refundingMinor: row.refunding_minor,
    createdAtMs: row.created_at.getTime(),
    paidAtMs: row.paid_at?.getTime() ?? null,
  };
}

/** The stores of a scope as a parameter: null for all of them. */
export function storesOf(scope: MerchantScope): string[] | null {
  return scope.storeIds === "all" ? null : [...scope.storeIds];
}

/** The smallest payment id of an instant. */
export function paymentIdFloor(ms: number): string {
  return `pay_${Math.max(ms, 0).toString().padStart(13, "0")}`;
}

/**
 * A page of payments, newest first, in a person's tenant and stores. Without a state, orders that nobody paid are
 * left out.
 */
export async function listPayments(
  tx: Tx,
  scope: MerchantScope,
  input: ListPaymentsInput,
): Promise<PaymentPage> {
  const day = input.dayOn === undefined ? null : dayRange(input.dayOn);
  const newerFirst = input.newerThan === undefined;
  const rows = await sqlOfTx(tx)<PaymentRow>(
    `SELECT ${SUMMARY_COLUMNS} FROM payment p ${SUMMARY_JOINS}
     WHERE p.tenant_id = $1
       AND ($2::text[] IS NULL OR p.store_id = ANY($2)) AND ($3::text IS NULL OR p.store_id = $3)
       AND (CASE WHEN $4::text IS NULL THEN p.state NOT IN ('created', 'expired') ELSE p.state = $4 END)
       AND ($5::text IS NULL OR right(p.id, 4) = $5 OR right(p.network_payment_id, 4) = $5)
       AND ($6::text IS NULL OR p.id < $6) AND ($7::text IS NULL OR p.id > $7)
       AND ($8::text IS NULL OR (p.id >= $8 AND p.id < $9
            AND coalesce(p.paid_at, p.created_at) >= $10::timestamptz
            AND coalesce(p.paid_at, p.created_at) < $11::timestamptz))
     ORDER BY p.id ${newerFirst ? "DESC" : "ASC"} LIMIT $12::int`,
    [
      scope.tenantId,
      storesOf(scope),
      input.storeId ?? null,
      input.state ?? null,
      input.last4 ?? null,
      input.olderThan ?? null,
      input.newerThan ?? null,
      day?.fromId ?? null,
      day?.untilId ?? null,
      day?.from ?? null,
      day?.until ?? null,
      input.limit + 1,
    ],
  );
  return pageOf(rows, input);
}

function pageOf(rows: readonly PaymentRow[], input: ListPaymentsInput): PaymentPage {
  const more = rows.length > input.limit;
  const kept = rows.slice(0, input.limit).map(summaryOf);
  const backwards = input.newerThan !== undefined;
  if (backwards) kept.reverse();
  const hasOlder = backwards || more;
  const hasNewer = backwards ? more : input.olderThan !== undefined;
  return {
    payments: kept,
    olderThan: hasOlder ? (kept.at(-1)?.paymentId ?? null) : null,
    newerThan: hasNewer ? (kept[0]?.paymentId ?? null) : null,
  };
}

// A payment's id is minted when it is ordered or heard of, which may be a while before or after it was paid.
const SLACK_BEFORE_DAYS = -1;
const SLACK_AFTER_DAYS = 4;

/** A day in Japan as a range of instants and, with slack, of ids, so that only its partition is read. */
export function dayRange(dayOn: string): {
  readonly from: Date;
  readonly until: Date;
  readonly fromId: string;
  readonly untilId: string;
} {
  const day = toDay(dayOn);
  return {
    from: instant(jstDayStartMs(day)),
    until: instant(jstDayStartMs(addDays(day, 1))),
    fromId: paymentIdFloor(jstDayStartMs(addDays(day, SLACK_BEFORE_DAYS))),
    untilId: paymentIdFloor(jstDayStartMs(addDays(day, SLACK_AFTER_DAYS))),
  };
}
