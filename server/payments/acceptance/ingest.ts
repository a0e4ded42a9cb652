import type { Sql } from "@/server/platform/db";
import type { PushPaymentMessage } from "@/server/wallet-network/schema";
import type { Standing } from "./queries";

/** A pushed payment that is accepted, with what stands behind its code. */
export type AcceptedPush = {
  readonly paymentId: string;
  readonly standing: Standing;
  readonly paidAtMs: number;
  readonly message: PushPaymentMessage;
};

type Column = readonly [name: string, type: "text" | "bigint", value: (push: AcceptedPush) => unknown];

const COLUMNS: readonly Column[] = [
  ["id", "text", ({ paymentId }) => paymentId],
  ["tenant_id", "text", ({ standing }) => standing.tenantId],
  ["store_id", "text", ({ standing }) => standing.storeId],
  ["payout_group_id", "text", ({ standing }) => standing.payoutGroupId],
  ["code_id", "text", ({ standing }) => standing.codeId],
  ["wallet_id", "text", ({ message }) => message.pspId],
  ["amount_minor", "bigint", ({ message }) => message.paymentAmount],
  ["payer_amount_minor", "bigint", ({ message }) => message.payerAmount?.minor],
  ["payer_currency", "text", ({ message }) => message.payerAmount?.currency],
  ["quote_id", "text", ({ message }) => message.paymentQuote?.quoteId],
  ["quote_pair", "text", ({ message }) => message.paymentQuote?.quoteCurrencyPair],
  ["quote_price", "text", ({ message }) => message.paymentQuote?.quotePrice],
  ["settlement_amount_minor", "bigint", ({ message }) => message.settlementAmount],
  ["settlement_quote_id", "text", ({ message }) => message.settlementQuote?.quoteId],
  ["settlement_quote_pair", "text", ({ message }) => message.settlementQuote?.quoteCurrencyPair],
  ["settlement_quote_price", "text", ({ message }) => message.settlementQuote?.quotePrice],
  ["network_payment_id", "text", ({ message }) => message.paymentId],
  ["customer_id", "text", ({ message }) => message.customerId],
  ["customer_masked_account", "text", ({ message }) => message.customerMaskedAccount],
  ["paid_ms", "bigint", ({ paidAtMs }) => paidAtMs],
];

const NAMES = COLUMNS.map(([name]) => name);
const COPIED = NAMES.filter((name) => name !== "paid_ms").join(", ");
const ARRAYS = COLUMNS.map(([, type], at) => `$${at + 2}::${type}[]`).join(", ");

// Columns as arrays: the database reads them several times as fast as rows of JSON.
const INSERT = `
  INSERT INTO payment (${COPIED}, origin, state, created_at, paid_at, settled_at)
  SELECT ${COPIED}, 'push', 'succeeded', to_timestamp($1::float8 / 1000), to_timestamp(paid_ms / 1000.0),
         to_timestamp($1::float8 / 1000)
  FROM unnest(${ARRAYS}) AS push(${NAMES.join(", ")})`;

/** Writes the accepted payments of a batch in one statement. */
export async function insertAccepted(
  sql: Sql,
  pushes: readonly AcceptedPush[],
  nowMs: number,
): Promise<void> {
  if (pushes.length === 0) return;
  await sql(INSERT, [nowMs, ...COLUMNS.map(([, , value]) => pushes.map((push) => textOf(value(push))))]);
}

function textOf(value: unknown): string | null {
  return value === undefined || value === null ? null : String(value);
}
