import type { Sql } from "@/server/platform/db";
import { answerOf, type NetworkAnswer } from "@/server/wallet-network/rules";
import { resultEnvelope } from "@/server/wallet-network/schema";
import { moneyKey, type PaymentState, toPaymentState } from "../rules";

/** A message's place in the permanent memory: its id at the network, the hash of its content, and its answer. */
export type Claim = {
  readonly key: string;
  readonly contentHash: string;
  readonly paymentId: string | null;
  readonly tenantId: string | null;
  readonly response: NetworkAnswer;
};

export type Remembered = { readonly contentHash: string; readonly response: NetworkAnswer };

/** What is remembered of keys; a statement of its own sees what other transactions have committed meanwhile. */
export async function findRemembered(sql: Sql, keys: readonly string[]): Promise<Map<string, Remembered>> {
  if (keys.length === 0) return new Map();
  const rows = await sql<{ key: string; hash: string; response: unknown }>(
    `SELECT key, encode(content_hash, 'hex') AS hash, response FROM network_message_key WHERE key = ANY($1::text[])`,
    [[...keys]],
  );
  return new Map(
    rows.map((row) => [row.key, { contentHash: row.hash, response: resultEnvelope.parse(row.response) }]),
  );
}

/**
 * Takes keys for ever, in the order of the keys everywhere, so that two batches that overlap wait for each other and
 * never deadlock. A key that another transaction holds is waited for.
 * @returns the keys that were free
 */
export async function claimKeys(
  sql: Sql,
  claims: readonly Claim[],
  nowMs: number,
): Promise<ReadonlySet<string>> {
  if (claims.length === 0) return new Set();
  const rows = claims.map((claim) => ({
    key: claim.key,
    hash: claim.contentHash,
    payment_id: claim.paymentId,
    tenant_id: claim.tenantId,
    response: claim.response,
  }));
  const taken = await sql<{ key: string }>(
    `INSERT INTO network_message_key (key, content_hash, payment_id, tenant_id, response, received_at)
     SELECT key, decode(hash, 'hex'), payment_id, tenant_id, response, to_timestamp($2::float8 / 1000)
     FROM json_to_recordset($1::json)
       AS claim(key text, hash text, payment_id text, tenant_id text, response json)
     ORDER BY key
     ON CONFLICT (key) DO NOTHING RETURNING key`,
    [JSON.stringify(rows), nowMs],
  );
  return new Set(taken.map((row) => row.key));
}

/** The answer that stands for a key: the first one when the content is the same, a refusal when it is not. */
export function answerFrom(remembered: Remembered, contentHash: string): NetworkAnswer {
  if (remembered.contentHash === contentHash) return remembered.response;
  return answerOf("REPEAT_REQ_INCONSISTENT");
}

/** The key under which an order is found by the network's id, which `pay` or an inquiry has told us. */
export function orderKey(networkPaymentId: string): string {
  return `order:${networkPaymentId}`;
}

/** A payment as other messages refer to it: by the network's id. */
export type PaymentOfNetwork = {
  readonly paymentId: string;
  readonly tenantId: string;
  readonly storeId: string;
  readonly payoutGroupId: string;
  readonly walletId: string | null;
  readonly state: PaymentState;
  readonly amountMinor: bigint;
};

/** The payment with an id of the network's, through the permanent memory, or null when it is not here yet. */
export async function findPaymentOf(sql: Sql, networkPaymentId: string): Promise<PaymentOfNetwork | null> {
  const [row] = await sql<{
    id: string;
    tenant_id: string;
    store_id: string;
    payout_group_id: string;
    wallet_id: string | null;
    state: string;
    amount_minor: bigint;
  }>(
    `SELECT id, tenant_id, store_id, payout_group_id, wallet_id, state, amount_minor FROM payment
     WHERE id = (SELECT payment_id FROM network_message_key WHERE key = ANY($1::text[]) AND payment_id IS NOT NULL LIMIT 1)`,
    [[moneyKey(networkPaymentId), orderKey(networkPaymentId)]],
  );
  if (!row) return null;
  return {
    paymentId: row.id,
    tenantId: row.tenant_id,
    storeId: row.store_id,
    payoutGroupId: row.payout_group_id,
    walletId: row.wallet_id,
    state: toPaymentState(row.state),
    amountMinor: row.amount_minor,
  };
}

/** A message as received, with what was answered; kept by month. */
export type MessageRow = {
  readonly id: string;
  readonly tenantId: string | null;
  readonly path: string;
  /** Canonical JSON text. */
  readonly canonical: string;
  readonly outcome: string;
};

/** Keeps the bodies of a batch in one statement. */
export async function keepMessages(sql: Sql, messages: readonly MessageRow[], nowMs: number): Promise<void> {
  if (messages.length === 0) return;
  await sql(
    `INSERT INTO network_message (id, tenant_id, path, body, outcome, received_at)
     SELECT id, tenant_id, path, body, outcome, to_timestamp($2::float8 / 1000)
     FROM json_to_recordset($1::json) AS message(id text, tenant_id text, path text, body json, outcome text)`,
    [`[${messages.map(messageJson).join(",")}]`, nowMs],
  );
}

/** The body is JSON already, so it is set in as it is. */
function messageJson({ canonical, ...rest }: MessageRow): string {
  const { id, tenantId: tenant_id, path, outcome } = rest;
  return `${JSON.stringify({ id, tenant_id, path, outcome }).slice(0, -1)},"body":${canonical}}`;
}
