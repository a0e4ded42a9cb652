import { acceptsPayment, CODE_STATES } from "@/server/codes/rules";
import { instant } from "@/server/kernel/calendar";
import type { Sql } from "@/server/platform/db";
import type { CodeStandingFacts } from "../rules";

/** What stands behind a code: whose it is, and whether money may be taken there now. */
export type Standing = Omit<CodeStandingFacts, "registered"> & {
  readonly codeId: string;
  readonly tenantId: string;
  readonly storeId: string;
  readonly payoutGroupId: string;
  readonly merchantId: string;
  readonly merchantName: string;
  readonly merchantMcc: string;
  readonly merchantAddress: Address;
  readonly storeName: string;
  readonly storeNameLatin: string;
  readonly storeMcc: string;
  readonly storeAddress: Address;
  /** Wallets that the store is approved for. */
  readonly walletIds: readonly string[];
};

export type Address = {
  readonly postalCode: string;
  readonly prefecture: string;
  readonly city: string;
  readonly line: string;
};

type Row = {
  code_id: string;
  tenant_id: string;
  store_id: string;
  payout_group_id: string;
  merchant_id: string;
  code_state: string;
  retire_at: Date | null;
  store_state: string;
  merchant_state: string;
  merchant_name: string;
  merchant_mcc: string;
  merchant_postal_code: string;
  merchant_prefecture: string;
  merchant_city: string;
  merchant_line: string;
  store_name: string;
  store_name_latin: string;
  store_mcc: string;
  postal_code: string;
  prefecture: string;
  city: string;
  address_line: string;
  wallet_ids: string[];
};

/**
 * The standing of codes by their ten characters, in one statement for a whole batch. Unknown codes are absent.
 * @param nowMs business time, which decides whether a retiring code still takes money
 */
export async function findStandings(
  sql: Sql,
  codeIds: readonly string[],
  nowMs: number,
): Promise<Map<string, Standing>> {
  if (codeIds.length === 0) return new Map();
  const rows = await sql<Row>(
    `SELECT c.id AS code_id, c.tenant_id, c.store_id, s.payout_group_id, m.id AS merchant_id, c.state AS code_state,
            c.retire_at, s.state AS store_state, m.state AS merchant_state, m.trade_name AS merchant_name,
            m.mcc AS merchant_mcc, m.postal_code AS merchant_postal_code, m.prefecture AS merchant_prefecture,
            m.city AS merchant_city, m.address_line AS merchant_line, s.name AS store_name,
            s.name_latin AS store_name_latin, s.mcc AS store_mcc, s.postal_code, s.prefecture, s.city, s.address_line,
            ARRAY(SELECT r.wallet_id FROM wallet_registration r JOIN wallet w ON w.id = r.wallet_id
                  WHERE r.store_id = s.id AND (r.state = 'approved' OR r.renewing) ORDER BY w.sort_order) AS wallet_ids
     FROM code c JOIN store s ON s.id = c.store_id JOIN merchant m ON m.id = s.merchant_id
     WHERE c.id = ANY($1::text[])`,
    [[...codeIds]],
  );
  const now = instant(nowMs);
  return new Map(rows.map((row) => [row.code_id, standingOf(row, now)]));
}

function standingOf(row: Row, now: Date): Standing {
  const state = CODE_STATES.find((known) => known === row.code_state) ?? "retired";
  return {
    codeId: row.code_id,
    tenantId: row.tenant_id,
    storeId: row.store_id,
    payoutGroupId: row.payout_group_id,
    merchantId: row.merchant_id,
    merchantName: row.merchant_name,
    merchantMcc: row.merchant_mcc,
    merchantAddress: {
      postalCode: row.merchant_postal_code,
      prefecture: row.merchant_prefecture,
      city: row.merchant_city,
      line: row.merchant_line,
    },
    storeName: row.store_name,
    storeNameLatin: row.store_name_latin,
    storeMcc: row.store_mcc,
    storeAddress: {
      postalCode: row.postal_code,
      prefecture: row.prefecture,
      city: row.city,
      line: row.address_line,
    },
    storeState: row.store_state,
    merchantState: row.merchant_state,
    acceptsPayment: acceptsPayment({ state, retiringUntil: row.retire_at }, now),
    walletIds: row.wallet_ids,
  };
}
