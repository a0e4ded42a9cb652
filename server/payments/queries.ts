import { addDays, instant, jstDay, jstDayStartMs, toDay } from "@/server/kernel/calendar";
import { type Currency, isCurrency } from "@/server/kernel/money";
import type { MerchantScope } from "@/server/kernel/scope";
import { type Sql, sqlOfTx, type Tx } from "@/server/platform/db";
import { lastFour } from "@/server/wallet-network/rules";
import { findFlags } from "./flags/queries";
import type { PaymentFlag } from "./flags/rules";
import { type PaymentOrigin, type PaymentState, paymentNumber, toPaymentState } from "./rules";
import type { ListPaymentsInput } from "./schema";

/** One payment as lists show it: what was booked and what the shopper paid, in one row. */
/**
 * The number of a payment `p` whose end the shopper sees: the wallet's own where the wallet began it, else Noren's.
 */
export const SHOWN_NUMBER =
  "CASE WHEN p.origin = 'push' THEN coalesce(p.network_payment_id, p.id) ELSE p.id END";

export type PaymentSummary = {
  readonly paymentId: string;
  readonly number: string;
  readonly last4: string;
  /** The wallet's own number ends like this; a pushed shopper sees only that one. */
  readonly networkLast4: string | null;
  readonly storeId: string;
  readonly storeName: string;
  /** The code at which it was paid: of several tills, which one. */
  readonly codeId: string;
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
  /** The number of the shop's own bill, or empty. */
  readonly billNumber: string;
  /** What a clerk should look at; judged where the merchant's people read. */
  readonly flags: readonly PaymentFlag[];
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
  code_id: string;
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
  bill_number: string | null;
  created_at: Date;
  paid_at: Date | null;
};

/** The columns that `summaryOf` reads, for payments `p`. */
export const SUMMARY_COLUMNS = `
  p.id, p.store_id, s.name AS store_name, p.code_id, p.wallet_id, w.name AS wallet_name, p.network_payment_id, p.origin, p.state,
  p.amount_minor, p.payer_amount_minor, p.payer_currency, p.quote_price, p.created_at, p.paid_at, n.bill_number,
  coalesce(r.refunded_minor, 0)::bigint AS refunded_minor, coalesce(r.refunding_minor, 0)::bigint AS refunding_minor`;

export const SUMMARY_JOINS = `
  JOIN store s ON s.id = p.store_id
  LEFT JOIN wallet w ON w.id = p.wallet_id
  LEFT JOIN payment_note n ON n.payment_id = p.id
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
    codeId: row.code_id,
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
    billNumber: row.bill_number ?? "",
    flags: [],
    createdAtMs: row.created_at.getTime(),
    paidAtMs: row.paid_at?.getTime() ?? null,
  };
}

/** A payment of a tenant, whoever asks, or null. */
export async function findPaymentOf(
  tx: Tx,
  { tenantId, paymentId }: { readonly tenantId: string; readonly paymentId: string },
): Promise<PaymentSummary | null> {
  const [row] = await sqlOfTx(tx)<PaymentRow>(
    `SELECT ${SUMMARY_COLUMNS} FROM payment p ${SUMMARY_JOINS} WHERE p.id = $1 AND p.tenant_id = $2`,
    [paymentId, tenantId],
  );
  return row ? summaryOf(row) : null;
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
  input: ListPaymentsInput & { readonly nowMs: number },
): Promise<PaymentPage> {
  const sql = sqlOfTx(tx);
  const when = whenOf(input);
  const newerFirst = input.newerThan === undefined;
  const rows = await sql<PaymentRow>(
    `SELECT ${SUMMARY_COLUMNS} FROM payment p ${SUMMARY_JOINS}
     WHERE p.tenant_id = $1
       AND ($2::text[] IS NULL OR p.store_id = ANY($2)) AND ($3::text IS NULL OR p.store_id = $3)
       AND (CASE WHEN $4::text IS NULL THEN p.state NOT IN ('created', 'expired') ELSE p.state = $4 END)
       AND ($5::text IS NULL OR right(p.id, 4) = $5 OR right(p.network_payment_id, 4) = $5)
       AND ($6::text IS NULL OR p.id < $6) AND ($7::text IS NULL OR p.id > $7)
       AND ($8::text IS NULL OR (p.id >= $8 AND p.id < $9
            AND coalesce(p.paid_at, p.created_at) >= $10::timestamptz
            AND coalesce(p.paid_at, p.created_at) < $11::timestamptz))
       AND ($13::bigint IS NULL OR p.amount_minor = $13) AND ($14::text IS NULL OR p.wallet_id = $14)
       AND ($15::text IS NULL OR strpos(lower(p.customer_masked_account), lower($15)) > 0)
       AND ($16::text[] IS NULL OR p.id = ANY($16))
     ORDER BY p.id ${newerFirst ? "DESC" : "ASC"} LIMIT $12::int`,
    [
      scope.tenantId,
      storesOf(scope),
      input.storeId ?? null,
      input.state ?? null,
      input.last4 ?? null,
      input.olderThan ?? null,
      input.newerThan ?? null,
      when?.fromId ?? null,
      when?.untilId ?? null,
      when?.from ?? null,
      when?.until ?? null,
      input.limit + 1,
      input.amountMinor ?? null,
      input.walletId ?? null,
      input.account ?? null,
      await idsOfBill(sql, scope, input.billNumber),
    ],
  );
  const page = pageOf(rows, input);
  return { ...page, payments: await withFlags(sql, page.payments) };
}

/** Payments that the shop tied to a bill of its own; null where no bill is asked for. */
async function idsOfBill(
  sql: Sql,
  scope: MerchantScope,
  billNumber: string | undefined,
): Promise<string[] | null> {
  if (billNumber === undefined) return null;
  const rows = await sql<{ payment_id: string }>(
    "SELECT payment_id FROM payment_note WHERE tenant_id = $1 AND bill_number = $2 ORDER BY payment_id DESC LIMIT 1000",
    [scope.tenantId, billNumber],
  );
  return rows.map((row) => row.payment_id);
}

/** The same payments with what a clerk should look at. */
export async function withFlags(
  sql: Sql,
  payments: readonly PaymentSummary[],
): Promise<readonly PaymentSummary[]> {
  const flags = await findFlags(sql, payments);
  return payments.map((payment) => ({ ...payment, flags: flags.get(payment.paymentId) ?? [] }));
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

// A clerk remembers a time to within a few minutes.
const AROUND_MS = 5 * 60_000;

/** The range that a day, a time of day or both narrow a list to; null for all times. A time alone is of today. */
function whenOf(input: { dayOn?: string | undefined; aroundAt?: string | undefined; nowMs: number }) {
  if (input.dayOn === undefined && input.aroundAt === undefined) return null;
  const dayOn = input.dayOn ?? jstDay(input.nowMs);
  const day = dayRange(dayOn);
  if (input.aroundAt === undefined) return day;
  const [hours = 0, minutes = 0] = input.aroundAt.split(":").map(Number);
  const atMs = jstDayStartMs(toDay(dayOn)) + (hours * 60 + minutes) * 60_000;
  // The minute that was named, and five minutes on either side.
  return { ...day, from: instant(atMs - AROUND_MS), until: instant(atMs + 60_000 + AROUND_MS) };
}

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
