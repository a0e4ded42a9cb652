import { type MerchantScope, scopeHasStore } from "@/server/kernel/scope";
import { type Sql, sqlOfTx, type Tx } from "@/server/platform/db";
import { type RegistrationState, toRegistrationState } from "./rules";

/** A store at one wallet, as screens show it. */
export type Registration = {
  readonly storeId: string;
  readonly walletId: string;
  readonly walletName: string;
  readonly state: RegistrationState;
  /** Approved before and being told anew: the wallet goes on working meanwhile. */
  readonly renewing: boolean;
  readonly reason: string | null;
  readonly sentAtMs: number | null;
  readonly settledAtMs: number | null;
};

type Row = {
  store_id: string;
  wallet_id: string;
  wallet_name: string;
  state: string;
  renewing: boolean;
  reason: string | null;
  sent_at: Date | null;
  settled_at: Date | null;
};

/** Registrations of stores, in the order of the wallets; row-level security keeps to the caller's tenant. */
export async function listRegistrations(sql: Sql, storeIds: readonly string[]): Promise<Registration[]> {
  const rows = await sql<Row>(
    `SELECT r.store_id, r.wallet_id, w.name AS wallet_name, r.state, r.renewing, r.reason, r.sent_at, r.settled_at
     FROM wallet_registration r JOIN wallet w ON w.id = r.wallet_id
     WHERE r.store_id = ANY($1::text[]) ORDER BY r.store_id, w.sort_order`,
    [[...storeIds]],
  );
  return rows.map((row) => ({
    storeId: row.store_id,
    walletId: row.wallet_id,
    walletName: row.wallet_name,
    state: toRegistrationState(row.state),
    renewing: row.renewing,
    reason: row.reason,
    sentAtMs: row.sent_at?.getTime() ?? null,
    settledAtMs: row.settled_at?.getTime() ?? null,
  }));
}

/** How stores of the person's own stand at each wallet; a store outside the scope is passed over. */
export async function listOwnRegistrations(
  tx: Tx,
  scope: MerchantScope,
  args: { readonly storeIds: readonly string[] },
): Promise<Registration[]> {
  const own = args.storeIds.filter((storeId) => scopeHasStore(scope, storeId));
  return listRegistrations(sqlOfTx(tx), own);
}

/** How many stores stand where, for each wallet. */
export async function countRegistrations(sql: Sql): Promise<
  readonly {
    readonly walletId: string;
    readonly walletName: string;
    readonly state: RegistrationState;
    readonly count: number;
  }[]
> {
  const rows = await sql<{ wallet_id: string; name: string; state: string; count: number }>(
    `SELECT r.wallet_id, w.name, r.state, r.count FROM (
       SELECT wallet_id, state, count(*)::int AS count FROM wallet_registration GROUP BY wallet_id, state
     ) AS r JOIN wallet w ON w.id = r.wallet_id ORDER BY w.sort_order, r.wallet_id, r.state`,
  );
  return rows.map((row) => ({
    walletId: row.wallet_id,
    walletName: row.name,
    state: toRegistrationState(row.state),
    count: row.count,
  }));
}

/** A store with the wallets that it is to be registered with, in one call. */
export type DueStore = {
  readonly storeId: string;
  readonly tenantId: string;
  readonly requestId: string;
  readonly attempts: number;
  readonly walletIds: readonly string[];
  readonly merchantId: string;
  readonly merchantName: string;
  readonly merchantMcc: string;
  readonly legalName: string;
  readonly corporateNumber: string | null;
  readonly legalAddress: {
    readonly postalCode: string;
    readonly prefecture: string;
    readonly city: string;
    readonly addressLine: string;
  };
  readonly storeName: string;
  readonly storeMcc: string;
  readonly postalCode: string;
  readonly prefecture: string;
  readonly city: string;
  readonly addressLine: string;
};

type DueRow = {
  store_id: string;
  tenant_id: string;
  request_id: string;
  attempts: number;
  wallet_ids: string[];
  merchant_id: string;
  merchant_name: string;
  merchant_mcc: string;
  legal_name: string;
  corporate_number: string | null;
  legal_postal_code: string;
  legal_prefecture: string;
  legal_city: string;
  legal_address_line: string;
  store_name: string;
  store_mcc: string;
  postal_code: string;
  prefecture: string;
  city: string;
  address_line: string;
};

/** What the network is told of stores; those whose request waits to be sent. */
export async function listDueStores(sql: Sql, requestIds: readonly string[]): Promise<DueStore[]> {
  const rows = await sql<DueRow>(
    `SELECT r.store_id, r.tenant_id, r.request_id, max(r.attempts)::int AS attempts,
            array_agg(r.wallet_id ORDER BY r.wallet_id) AS wallet_ids, m.id AS merchant_id,
            m.trade_name AS merchant_name, m.mcc AS merchant_mcc, m.legal_name, m.corporate_number,
            m.postal_code AS legal_postal_code, m.prefecture AS legal_prefecture, m.city AS legal_city,
            m.address_line AS legal_address_line, s.name AS store_name, s.mcc AS store_mcc,
            s.postal_code, s.prefecture, s.city, s.address_line
     FROM wallet_registration r JOIN store s ON s.id = r.store_id JOIN merchant m ON m.id = s.merchant_id
     WHERE r.request_id = ANY($1::text[])
     GROUP BY r.store_id, r.tenant_id, r.request_id, m.id, s.id`,
    [[...requestIds]],
  );
  return rows.map((row) => ({
    storeId: row.store_id,
    tenantId: row.tenant_id,
    requestId: row.request_id,
    attempts: row.attempts,
    walletIds: row.wallet_ids,
    merchantId: row.merchant_id,
    merchantName: row.merchant_name,
    merchantMcc: row.merchant_mcc,
    legalName: row.legal_name,
    corporateNumber: row.corporate_number,
    legalAddress: {
      postalCode: row.legal_postal_code,
      prefecture: row.legal_prefecture,
      city: row.legal_city,
      addressLine: row.legal_address_line,
    },
    storeName: row.store_name,
    storeMcc: row.store_mcc,
    postalCode: row.postal_code,
    prefecture: row.prefecture,
    city: row.city,
    addressLine: row.address_line,
  }));
}
