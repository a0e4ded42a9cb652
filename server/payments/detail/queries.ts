import { roleMay } from "@/server/kernel/permissions";
import type { MerchantScope } from "@/server/kernel/scope";
import { owedOn } from "@/server/ledger/queries";
import { accounts } from "@/server/ledger/rules";
import { type Sql, sqlOfTx, type Tx } from "@/server/platform/db";
import { type Dispute, findDisputeOf } from "../disputes/queries";
import { type PaymentSummary, withFlags } from "../queries";
import { getRefundCase, type Refund, type RefundPreview } from "../refunds/queries";
import { refundStanding } from "../refunds/rules";
import { paymentTimeline, type TimelineItem } from "./rules";

/** One payment with everything that happened to it. */
export type PaymentDetail = {
  readonly payment: PaymentSummary;
  readonly refunds: readonly Refund[];
  readonly timeline: readonly TimelineItem[];
  readonly refundRule: Omit<RefundPreview, "payment">;
  readonly networkPaymentId: string | null;
  readonly quoteId: string | null;
  readonly quotePair: string | null;
  readonly settlementAmountMinor: bigint | null;
  /** The rate at which the network settles with Noren, or null where it settles in what was paid. */
  readonly settlementQuote: SettlementQuote | null;
  /** What the merchant owes Noren since refunds outran its sales, or null for who may not see the books. */
  readonly debtMinor: bigint | null;
  readonly customerMaskedAccount: string | null;
  readonly codeId: string;
  readonly counterName: string;
  readonly failureCode: string | null;
  readonly expiresAtMs: number | null;
  /** The shop's own remark, or empty. */
  readonly note: string;
  /** What the shopper has objected to, if anything. */
  readonly dispute: Pick<Dispute, "disputeId" | "state"> | null;
};

export type SettlementQuote = {
  readonly quoteId: string;
  readonly pair: string;
  readonly price: string;
};

type Row = {
  network_payment_id: string | null;
  quote_id: string | null;
  quote_pair: string | null;
  settlement_amount_minor: bigint | null;
  settlement_quote_id: string | null;
  settlement_quote_pair: string | null;
  settlement_quote_price: string | null;
  customer_masked_account: string | null;
  code_id: string;
  counter_name: string | null;
  failure_code: string | null;
  expires_at: Date | null;
  settled_at: Date | null;
  cancel_requested_at: Date | null;
  cancel_settled_at: Date | null;
  note: string | null;
};

/** A payment in a person's stores. @throws DomainError not_found */
export async function getPayment(
  tx: Tx,
  scope: MerchantScope,
  args: { readonly paymentId: string },
): Promise<PaymentDetail> {
  const { payment, payoutGroupId, refunds, refundable } = await getRefundCase(tx, scope, args.paymentId);
  const sql = sqlOfTx(tx);
  const [flagged = payment] = await withFlags(sql, [payment]);
  const [row] = await sql<Row>(
    `SELECT p.network_payment_id, p.quote_id, p.quote_pair, p.settlement_amount_minor, p.settlement_quote_id,
            p.settlement_quote_pair, p.settlement_quote_price, p.customer_masked_account, p.code_id, c.counter_name, p.failure_code, p.expires_at, p.settled_at,
            x.requested_at AS cancel_requested_at, x.settled_at AS cancel_settled_at, n.note
     FROM payment p LEFT JOIN payment_note n ON n.payment_id = p.id LEFT JOIN code c ON c.id = p.code_id LEFT JOIN cancel_request x ON x.payment_id = p.id
     WHERE p.id = $1 AND p.tenant_id = $2`,
    [args.paymentId, scope.tenantId],
  );
  const timeline = paymentTimeline({
    state: payment.state,
    createdAtMs: payment.createdAtMs,
    paidAtMs: payment.paidAtMs,
    amountMinor: payment.amountMinor,
    cancelRequestedAtMs: row?.cancel_requested_at?.getTime() ?? null,
    cancelSettledAtMs: row?.cancel_settled_at?.getTime() ?? null,
    refunds,
  });
  return {
    payment: flagged,
    refunds,
    timeline,
    refundRule: {
      standing: refundStanding(refundable),
      maxRefunds: refundable.policy.maxRefunds,
      windowDays: refundable.policy.windowDays,
    },
    networkPaymentId: row?.network_payment_id ?? null,
    quoteId: row?.quote_id ?? null,
    quotePair: row?.quote_pair ?? null,
    settlementAmountMinor: row?.settlement_amount_minor ?? null,
    settlementQuote: row ? settlementQuoteOf(row) : null,
    debtMinor: await debtOf(sql, scope, payoutGroupId),
    customerMaskedAccount: row?.customer_masked_account ?? null,
    codeId: row?.code_id ?? "",
    counterName: row?.counter_name ?? "",
    failureCode: row?.failure_code ?? null,
    expiresAtMs: row?.expires_at?.getTime() ?? null,
    note: row?.note ?? "",
    dispute: await findDisputeOf(tx, scope, args),
  };
}

function settlementQuoteOf(row: Row): SettlementQuote | null {
  const { settlement_quote_id: quoteId, settlement_quote_pair: pair, settlement_quote_price: price } = row;
  return quoteId === null || pair === null || price === null ? null : { quoteId, pair, price };
}

/** Zero as long as there is something to pay out; a debt is carried from statement to statement until sales cover it. */
async function debtOf(sql: Sql, scope: MerchantScope, payoutGroupId: string): Promise<bigint | null> {
  const maySee = roleMay(scope.role, "payment:refund") || roleMay(scope.role, "payout:read");
  if (!maySee) return null;
  const owedMinor = await owedOn(sql, accounts.merchantPayable(scope.tenantId, payoutGroupId));
  return owedMinor < 0n ? -owedMinor : 0n;
}
