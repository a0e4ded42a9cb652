import type { OperatorScope } from "@/server/kernel/scope";
import { type Sql, sqlOfTx, type Tx } from "@/server/platform/db";
import { blockStatement, pageStatement } from "../../queries";
import { selectionOf } from "../../selection/queries";
import type { ExportCursor, MerchantExportInput } from "./schema";

/** A store with its merchant, in the columns that an import of merchants takes. */
export type ExportedMerchant = {
  readonly merchantId: string;
  readonly storeId: string;
  readonly merchantNumber: string;
  readonly legalName: string;
  readonly legalNameKana: string;
  readonly tradeName: string;
  readonly entityType: string;
  readonly corporateNumber: string | null;
  readonly invoiceNumber: string | null;
  readonly email: string;
  /** The day of the contract in Japan. */
  readonly contractOn: string | null;
  readonly feeBasisPoints: number | null;
  readonly bankCode: string | null;
  readonly branchCode: string | null;
  readonly accountType: string | null;
  readonly codes: readonly string[];
  readonly wallets: readonly string[];
  readonly storeNumber: string | null;
  readonly name: string;
  readonly nameKana: string;
  readonly nameLatin: string;
  readonly phone: string;
  readonly postalCode: string;
  readonly prefecture: string;
  readonly city: string;
  readonly addressLine: string;
  readonly mcc: string;
  readonly openingHours: string;
};

export type MerchantExportPage = {
  readonly rows: readonly ExportedMerchant[];
  /** Give it for the next page, or null at the end. */
  readonly cursor: ExportCursor | null;
};

const MERCHANTS = 200;
const ROWS = 1_000;

/**
 * The merchants that the filters select with their stores, newest first as in the list, a thousand rows at a time: a
 * chain of thousands goes over pages. Closed stores are left out; account numbers and holders stay where they are.
 */
export async function listMerchantsToExport(
  tx: Tx,
  _scope: OperatorScope,
  { cursor, ...filters }: MerchantExportInput,
): Promise<MerchantExportPage> {
  const sql = sqlOfTx(tx);
  const selection = await selectionOf(sql, filters);
  const page = { olderThan: cursor?.olderThan, limit: MERCHANTS };
  const statement =
    selection.words.length > 0 ? blockStatement(selection, page) : pageStatement(selection, page);
  const found = await sql<{ id: string }>(statement.text, statement.params);
  const ids = found.slice(0, MERCHANTS).map(({ id }) => id);
  if (ids.length === 0) return { rows: [], cursor: null };
  const rows = await listRows(sql, ids, cursor?.afterStore ?? null);
  const last = rows[ROWS - 1];
  if (rows.length > ROWS && last !== undefined) {
    const before = ids[ids.indexOf(last.merchantId) - 1] ?? cursor?.olderThan;
    return { rows: rows.slice(0, ROWS), cursor: { olderThan: before, afterStore: last.storeId } };
  }
  return { rows, cursor: found.length > MERCHANTS ? { olderThan: ids.at(-1) } : null };
}

function listRows(sql: Sql, ids: readonly string[], afterStore: string | null): Promise<ExportedMerchant[]> {
  return sql<ExportedMerchant>(
    `SELECT m.id AS "merchantId", s.id AS "storeId", coalesce(m.external_number, m.id) AS "merchantNumber",
            m.legal_name AS "legalName", m.legal_name_kana AS "legalNameKana", m.trade_name AS "tradeName",
            m.entity_type AS "entityType", m.corporate_number AS "corporateNumber",
            m.invoice_registration_number AS "invoiceNumber", m.contact_email AS email,
            to_char(m.approved_at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM-DD') AS "contractOn",
            terms.fee_basis_points AS "feeBasisPoints", account.bank_code AS "bankCode",
            account.branch_code AS "branchCode", account.account_type AS "accountType",
            ARRAY(SELECT alias.value FROM code c JOIN code_alias alias ON alias.code_id = c.id WHERE c.store_id = s.id
                  ORDER BY c.id, alias.value) AS codes,
            ARRAY(SELECT r.wallet_id FROM wallet_registration r WHERE r.store_id = s.id AND r.state = 'approved'
                  ORDER BY r.wallet_id) AS wallets,
            s.store_number AS "storeNumber", s.name, s.name_kana AS "nameKana", s.name_latin AS "nameLatin", s.phone,
            s.postal_code AS "postalCode", s.prefecture, s.city, s.address_line AS "addressLine", s.mcc,
            s.opening_hours AS "openingHours"
     FROM (SELECT page.place, s.* FROM unnest($1::text[]) WITH ORDINALITY AS page(id, place)
           CROSS JOIN LATERAL (
             SELECT * FROM store WHERE merchant_id = page.id AND state <> 'terminated'
               AND (page.place > 1 OR $2::text IS NULL OR id > $2) ORDER BY id LIMIT ${ROWS + 1}
           ) AS s ORDER BY page.place, s.id LIMIT ${ROWS + 1}) AS s
     JOIN merchant m ON m.id = s.merchant_id
     LEFT JOIN payout_group g ON g.id = s.payout_group_id
     LEFT JOIN bank_account account ON account.id = g.bank_account_id
     LEFT JOIN LATERAL (SELECT fee_basis_points FROM contract WHERE contract.merchant_id = m.id
                        ORDER BY version DESC LIMIT 1) AS terms ON true
     ORDER BY s.place, s.id`,
    [ids, afterStore],
  );
}
