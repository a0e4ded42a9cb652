import type { Deps } from "../queries";
import { type Answer, refusal, resultOf } from "../rules";
import { pastPayments } from "./schema";

/**
 * Takes over payments of the past, all of them in one statement, so that no report of a day is written while some are
 * still to come. Those that are known stay as they are.
 */
export async function takeOverPayments(deps: Deps, body: unknown): Promise<Answer> {
  const parsed = pastPayments.safeParse(body);
  if (!parsed.success) return refusal("PARAM_ILLEGAL");
  const rows = parsed.data.payments.map((payment) => ({
    id: payment.paymentId,
    number: payment.acquirerPaymentId,
    wallet: payment.walletId,
    merchant: payment.referenceMerchantId,
    store: payment.referenceStoreId,
    minor: `${payment.amountMinor}`,
    payer_minor: `${payment.payerAmountMinor}`,
    payer_currency: payment.payerCurrency,
    paid_at: payment.paidAtMs,
  }));
  const taken = await deps.sql(
    `INSERT INTO network_payment (payment_id, flow, wallet_id, state, amount_minor, payer_minor, payer_currency,
       reference_merchant_id, reference_store_id, shop_name, order_description, acquirer_payment_id, created_at, paid_at)
     SELECT id, 'push', wallet, 'succeeded', minor, payer_minor, payer_currency, merchant, store, '', '', number, paid_at,
            paid_at
     FROM json_to_recordset($1::json) AS given(id text, number text, wallet text, merchant text, store text, minor bigint,
       payer_minor bigint, payer_currency text, paid_at bigint)
     ON CONFLICT (payment_id) DO NOTHING RETURNING 1`,
    [JSON.stringify(rows)],
  );
  return { result: resultOf("SUCCESS"), taken: taken.length.toString() };
}
