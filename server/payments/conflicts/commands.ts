import type { Sql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { log } from "@/server/platform/log";
import { fieldsThatDiffer, type Said, saidBy } from "./rules";

type Row = {
  id: string;
  network_payment_id: string | null;
  wallet_id: string | null;
  amount_minor: bigint;
  payer_amount_minor: bigint | null;
  payer_currency: string | null;
  quote_id: string | null;
  quote_pair: string | null;
  quote_price: string | null;
  settlement_amount_minor: bigint | null;
  settlement_quote_id: string | null;
  customer_id: string | null;
  customer_masked_account: string | null;
};

/**
 * Writes down that a message contradicts what is kept, with the names of the fields that differ, for a person to look
 * at. The original stands whatever becomes of this note, so a failure to write it is logged and no more.
 * @param key the message's place in the permanent memory
 * @param paymentId Noren's payment where the message names it, else it is found by the key
 */
export async function noteConflict(
  sql: Sql,
  deps: Pick<Deps, "now">,
  message: {
    readonly key: string;
    readonly path: string;
    readonly paymentId: string | null;
    readonly json: unknown;
  },
): Promise<void> {
  try {
    const row = await findKept(sql, message);
    const fields = row ? fieldsThatDiffer(keptBy(row), saidBy(message.json)) : [];
    log().warn({ key: message.key, path: message.path, fields }, "a message contradicts what is kept");
    await sql(
      `INSERT INTO network_conflict (key, path, payment_id, fields, times, first_at, last_at)
       VALUES ($1, $2, $3, $4::text[], 1, to_timestamp($5::float8 / 1000), to_timestamp($5::float8 / 1000))
       ON CONFLICT (key) DO UPDATE SET times = network_conflict.times + 1, last_at = EXCLUDED.last_at,
         closed_at = NULL, closed_by = NULL, fields = ARRAY(
           SELECT DISTINCT field FROM unnest(network_conflict.fields || EXCLUDED.fields) AS field ORDER BY field)`,
      [message.key, message.path, row?.id ?? message.paymentId, fields, deps.now],
    );
  } catch (error) {
    log().error({ err: error, key: message.key }, "a contradiction was not written down");
  }
}

async function findKept(
  sql: Sql,
  message: { readonly key: string; readonly paymentId: string | null },
): Promise<Row | undefined> {
  const [row] = await sql<Row>(
    `SELECT id, network_payment_id, wallet_id, amount_minor, payer_amount_minor, payer_currency, quote_id, quote_pair,
            quote_price, settlement_amount_minor, settlement_quote_id, customer_id, customer_masked_account
     FROM payment WHERE id = coalesce($2, (SELECT payment_id FROM network_message_key WHERE key = $1))`,
    [message.key, message.paymentId],
  );
  return row;
}

function keptBy(row: Row): Said {
  return {
    paymentId: row.network_payment_id,
    pspId: row.wallet_id,
    customerId: row.customer_id,
    customerMaskedAccount: row.customer_masked_account,
    paymentAmount: row.amount_minor.toString(),
    payerAmount: row.payer_amount_minor?.toString() ?? null,
    payerCurrency: row.payer_currency,
    quoteId: row.quote_id,
    quoteCurrencyPair: row.quote_pair,
    quotePrice: row.quote_price,
    settlementAmount: row.settlement_amount_minor?.toString() ?? null,
    settlementQuoteId: row.settlement_quote_id,
  };
}
