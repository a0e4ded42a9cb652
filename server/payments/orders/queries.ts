import { DomainError } from "@/server/kernel/errors";
import { findLogoTag } from "@/server/merchants/logo/queries";
import type { Sql } from "@/server/platform/db";
import { lastFour } from "@/server/wallet-network/rules";
import { resultEnvelope } from "@/server/wallet-network/schema";
import { findStandings, type Standing } from "../acceptance/queries";
import { type PaymentState, paymentNumber, refusalAt, toPaymentState } from "../rules";

/** What the shopper's page needs to know of the place that a code stands for. */
export type ShopperStore = {
  readonly code: string;
  readonly storeId: string;
  readonly tenantId: string;
  readonly storeName: string;
  readonly storeNameLatin: string;
  readonly merchantName: string;
  /** Names the shop's own picture, where it has one. */
  readonly logoTag: string | null;
  /** Whether money may be taken here now, else why not. */
  readonly refusal: "INVALID_CODE" | "RISK_REJECT" | "MERCHANT_NOT_REGISTERED" | null;
  readonly wallets: readonly ShopperWallet[];
};

export type ShopperWallet = {
  readonly id: string;
  readonly name: string;
  readonly homeCurrency: string;
  readonly minAmountMinor: bigint;
  readonly maxAmountMinor: bigint;
};

type WalletRow = { id: string; name: string; home_currency: string; min_minor: bigint; max_minor: bigint };

/** The store behind a code, or null when there is no such code. @param nowMs business time */
export async function findShopperStore(sql: Sql, code: string, nowMs: number): Promise<ShopperStore | null> {
  const standing = (await findStandings(sql, [code], nowMs)).get(code);
  if (!standing) return null;
  const [wallets, logoTag] = await Promise.all([
    listWalletsOf(sql, standing),
    findLogoTag(sql, standing.tenantId),
  ]);
  return {
    code,
    storeId: standing.storeId,
    tenantId: standing.tenantId,
    storeName: standing.storeName,
    storeNameLatin: standing.storeNameLatin,
    merchantName: standing.merchantName,
    refusal: refusalAt({ ...standing, registered: standing.walletIds.length > 0 }),
    wallets,
    logoTag,
  };
}

/** The wallets that a store is approved for, with their limits in yen. */
export async function listWalletsOf(sql: Sql, standing: Standing): Promise<ShopperWallet[]> {
  if (standing.walletIds.length === 0) return [];
  const rows = await sql<WalletRow>(
    `SELECT id, name, home_currency, min_amount_minor AS min_minor, max_amount_minor AS max_minor
     FROM wallet WHERE id = ANY($1::text[]) ORDER BY sort_order`,
    [[...standing.walletIds]],
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    homeCurrency: row.home_currency,
    minAmountMinor: row.min_minor,
    maxAmountMinor: row.max_minor,
  }));
}

/** A payment as its own shopper sees it. */
export type ShopperPayment = {
  readonly paymentId: string;
  readonly number: string;
  readonly last4: string;
  readonly state: PaymentState;
  readonly code: string;
  readonly storeName: string;
  readonly walletName: string | null;
  readonly amountMinor: bigint;
  readonly payerAmountMinor: bigint | null;
  readonly payerCurrency: string | null;
  readonly createdAtMs: number;
  readonly paidAtMs: number | null;
  readonly expiresAtMs: number | null;
};

type PaymentRow = {
  id: string;
  state: string;
  code_id: string;
  store_name: string;
  wallet_name: string | null;
  amount_minor: bigint;
  payer_amount_minor: bigint | null;
  payer_currency: string | null;
  created_at: Date;
  paid_at: Date | null;
  expires_at: Date | null;
};

/**
 * A payment for the shopper's page, which has checked that the asker holds its signed id.
 * @throws DomainError not_found
 */
export async function getShopperPayment(sql: Sql, paymentId: string): Promise<ShopperPayment> {
  const [row] = await sql<PaymentRow>(
    `SELECT p.id, p.state, p.code_id, s.name AS store_name, w.name AS wallet_name, p.amount_minor,
            p.payer_amount_minor, p.payer_currency, p.created_at, p.paid_at, p.expires_at
     FROM payment p JOIN store s ON s.id = p.store_id LEFT JOIN wallet w ON w.id = p.wallet_id WHERE p.id = $1`,
    [paymentId],
  );
  if (!row) throw new DomainError("not_found");
  return {
    paymentId: row.id,
    number: paymentNumber(row.id),
    last4: lastFour(row.id),
    state: toPaymentState(row.state),
    code: row.code_id,
    storeName: row.store_name,
    walletName: row.wallet_name,
    amountMinor: row.amount_minor,
    payerAmountMinor: row.payer_amount_minor,
    payerCurrency: row.payer_currency,
    createdAtMs: row.created_at.getTime(),
    paidAtMs: row.paid_at?.getTime() ?? null,
    expiresAtMs: row.expires_at?.getTime() ?? null,
  };
}

/** An order as background work sees it. */
export type Order = {
  readonly paymentId: string;
  readonly tenantId: string;
  readonly storeId: string;
  readonly codeId: string;
  readonly state: PaymentState;
  readonly amountMinor: bigint;
  readonly networkPaymentId: string | null;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly inquiries: number;
};

type OrderRow = {
  id: string;
  tenant_id: string;
  store_id: string;
  code_id: string;
  state: string;
  amount_minor: bigint;
  network_payment_id: string | null;
  created_at: Date;
  expires_at: Date | null;
  inquiries: number;
};

export const ORDER_COLUMNS =
  "id, tenant_id, store_id, code_id, state, amount_minor, network_payment_id, created_at, expires_at, inquiries";

/** Reads a row of `ORDER_COLUMNS`. */
export function orderOf(row: OrderRow): Order {
  return {
    paymentId: row.id,
    tenantId: row.tenant_id,
    storeId: row.store_id,
    codeId: row.code_id,
    state: toPaymentState(row.state),
    amountMinor: row.amount_minor,
    networkPaymentId: row.network_payment_id,
    createdAtMs: row.created_at.getTime(),
    expiresAtMs: (row.expires_at ?? row.created_at).getTime(),
    inquiries: row.inquiries,
  };
}

/** One order, or null. */
export async function findOrder(sql: Sql, paymentId: string): Promise<Order | null> {
  const [row] = await sql<OrderRow>(`SELECT ${ORDER_COLUMNS} FROM payment WHERE id = $1`, [paymentId]);
  return row ? orderOf(row) : null;
}

/** Orders that are due for a look, locked until the end of the transaction; other workers skip them. */
export async function lockDueOrders(sql: Sql, nowMs: number, limit: number): Promise<Order[]> {
  const rows = await sql<OrderRow>(
    `SELECT ${ORDER_COLUMNS} FROM payment
     WHERE next_inquiry_at <= to_timestamp($1::float8 / 1000) AND state IN ('created', 'pending')
     ORDER BY next_inquiry_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [nowMs, limit],
  );
  return rows.map(orderOf);
}

/** Where the network sent the shopper of an order, remembered so that a second click goes there too. */
export async function findPaymentUrl(sql: Sql, paymentId: string): Promise<string | null> {
  const [row] = await sql<{ response: unknown }>("SELECT response FROM network_message_key WHERE key = $1", [
    payKey(paymentId),
  ]);
  const url = row ? resultEnvelope.parse(row.response).paymentUrl : null;
  return typeof url === "string" ? url : null;
}

/** The key under which the network's answer to `pay` is remembered. */
export function payKey(paymentId: string): string {
  return `pay:${paymentId}`;
}
