import type { Sql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import type { OutcomeDecision } from "../rules";
import type { OutcomeWork } from "./rules";

type Written = { readonly work: OutcomeWork; readonly decision: OutcomeDecision };

/** Writes decided outcomes to the locked payments, and for late successes the reversal that is due. */
export async function writeOutcomes(
  sql: Sql,
  deps: Pick<Deps, "now">,
  outcomes: readonly Written[],
): Promise<void> {
  const rows = outcomes
    .filter(({ decision }) => decision.kind !== "contradicts")
    .map((written) => rowOf(written, deps.now));
  if (rows.length === 0) return;
  await sql(
    `WITH said AS (
       SELECT * FROM jsonb_to_recordset($1::text::jsonb) AS said(
         id text, state text, final boolean, sold boolean, wallet_id text, network_payment_id text, paid_ms bigint,
         payer_amount_minor bigint, payer_currency text, quote_id text, quote_pair text, quote_price text,
         settlement_amount_minor bigint, settlement_quote_id text, settlement_quote_pair text,
         settlement_quote_price text, customer_id text, customer_masked_account text, failure_code text)
     )
     UPDATE payment SET
       state = coalesce(said.state, payment.state),
       wallet_id = coalesce(said.wallet_id, payment.wallet_id),
       network_payment_id = coalesce(payment.network_payment_id, said.network_payment_id),
       paid_at = coalesce(payment.paid_at, to_timestamp(said.paid_ms / 1000.0)),
       payer_amount_minor = coalesce(payment.payer_amount_minor, said.payer_amount_minor),
       payer_currency = coalesce(payment.payer_currency, said.payer_currency),
       quote_id = coalesce(payment.quote_id, said.quote_id),
       quote_pair = coalesce(payment.quote_pair, said.quote_pair),
       quote_price = coalesce(payment.quote_price, said.quote_price),
       settlement_amount_minor = coalesce(payment.settlement_amount_minor, said.settlement_amount_minor),
       settlement_quote_id = coalesce(payment.settlement_quote_id, said.settlement_quote_id),
       settlement_quote_pair = coalesce(payment.settlement_quote_pair, said.settlement_quote_pair),
       settlement_quote_price = coalesce(payment.settlement_quote_price, said.settlement_quote_price),
       customer_id = coalesce(payment.customer_id, said.customer_id),
       customer_masked_account = coalesce(payment.customer_masked_account, said.customer_masked_account),
       failure_code = coalesce(said.failure_code, payment.failure_code),
       settled_at = CASE WHEN said.sold THEN to_timestamp($2::float8 / 1000) ELSE payment.settled_at END,
       next_inquiry_at = CASE WHEN said.final THEN NULL ELSE payment.next_inquiry_at END
     FROM said WHERE payment.id = said.id`,
    [JSON.stringify(rows), deps.now],
  );
  const late = outcomes.filter(({ decision }) => decision.kind === "move" && decision.to === "reversal_due");
  await askForReversal(
    sql,
    deps,
    late.map(({ work }) => work.paymentId),
  );
}

function rowOf({ work, decision }: Written, nowMs: number) {
  const { facts } = work;
  const moved = decision.kind === "move" ? decision.to : null;
  return {
    id: work.paymentId,
    state: moved,
    final: moved !== null || decision.kind === "same",
    sold: moved === "succeeded",
    wallet_id: facts.walletId,
    network_payment_id: facts.networkPaymentId,
    // A clock that runs ahead at the network must not open a day that has not begun here.
    paid_ms: work.outcome === "success" ? Math.min(facts.paidAtMs ?? nowMs, nowMs) : null,
    payer_amount_minor: facts.payerAmountMinor?.toString() ?? null,
    payer_currency: facts.payerCurrency,
    quote_id: facts.quoteId,
    quote_pair: facts.quotePair,
    quote_price: facts.quotePrice,
    settlement_amount_minor: facts.settlementAmountMinor?.toString() ?? null,
    settlement_quote_id: facts.settlementQuote?.quoteId ?? null,
    settlement_quote_pair: facts.settlementQuote?.quoteCurrencyPair ?? null,
    settlement_quote_price: facts.settlementQuote?.quotePrice ?? null,
    customer_id: facts.customerId,
    customer_masked_account: facts.customerMaskedAccount,
    failure_code: moved === "failed" ? work.failureCode : null,
  };
}

/** Puts payments on the list of what has to be given back, next to the cancel that came before, if one did. */
async function askForReversal(
  sql: Sql,
  deps: Pick<Deps, "now">,
  paymentIds: readonly string[],
): Promise<void> {
  if (paymentIds.length === 0) return;
  await sql(
    `INSERT INTO cancel_request (payment_id, tenant_id, state, reason, requested_at, next_attempt_at)
     SELECT id, tenant_id, 'reversing', 'late_success', to_timestamp($2::float8 / 1000), to_timestamp($2::float8 / 1000)
     FROM payment WHERE id = ANY($1::text[])
     ON CONFLICT (payment_id) DO UPDATE
     SET state = 'reversing', attempts = 0, settled_at = NULL, next_attempt_at = EXCLUDED.next_attempt_at`,
    [[...paymentIds], deps.now],
  );
}
