import { STORE_COLUMNS, type StoreColumn } from "../stores/schema";
import { type ColumnNames, type MatchedColumns, matchColumns } from "../table/rules";

const { counters: _tills, area: _area, ...OF_STORE } = STORE_COLUMNS;

/** A shop that comes with its contract: the columns of its merchant, and those of its store. */
export const MERCHANT_COLUMNS = {
  merchantNumber: ["加盟店番号", "加盟店コード", "merchant number", "merchant code"],
  legalName: ["法人名", "名称", "法人名・氏名", "legal name", "company"],
  legalNameKana: ["法人名カナ", "名称カナ", "法人名（カナ）", "legal name kana"],
  tradeName: ["屋号", "ブランド名", "trade name"],
  entityType: ["区分", "法人個人区分", "entity type", "entity"],
  corporateNumber: ["法人番号", "corporate number"],
  invoiceNumber: ["登録番号", "適格請求書登録番号", "インボイス番号", "invoice number"],
  email: ["メールアドレス", "メール", "email", "e-mail", "mail"],
  contractOn: ["契約日", "契約開始日", "contract date", "contract on"],
  feeRate: ["手数料率", "料率", "fee rate", "fee"],
  bankCode: ["銀行コード", "金融機関コード", "bank code"],
  branchCode: ["支店コード", "支店番号", "branch code"],
  accountType: ["口座種別", "預金種目", "account type"],
  accountNumber: ["口座番号", "account number"],
  holderKana: ["口座名義カナ", "口座名義", "holder kana", "account holder"],
  codes: ["既存コード", "設置済みコード", "existing codes", "codes"],
  wallets: ["登録済みウォレット", "registered wallets", "wallets"],
  ...OF_STORE,
} as const;

export type MerchantColumn = keyof typeof MERCHANT_COLUMNS;

export const MERCHANT_REQUIRED: readonly MerchantColumn[] = [
  "merchantNumber",
  "legalName",
  "legalNameKana",
  "email",
  "feeRate",
  "bankCode",
  "branchCode",
  "accountNumber",
  "holderKana",
  "name",
  "nameKana",
  "phone",
  "postalCode",
  "addressLine",
  "mcc",
];

export type TypedMerchant = {
  readonly row: number;
  readonly values: Readonly<Partial<Record<MerchantColumn, string>>>;
};

/** Reads the header of a table of merchants. @throws TableError missing_columns, double_column */
export function matchMerchantColumns(header: readonly string[]): MatchedColumns<MerchantColumn> {
  const names: ColumnNames<MerchantColumn> = MERCHANT_COLUMNS;
  return matchColumns(header, names, MERCHANT_REQUIRED);
}

/** What the store of a merchant's row says, in the columns of a table of stores. */
export function storeValues({ row, values }: TypedMerchant) {
  const { mcc, phone, postalCode, prefecture, city, addressLine, openingHours } = values;
  const { storeNumber, name, nameKana, nameLatin } = values;
  const given: Partial<Record<StoreColumn, string | undefined>> = {
    storeNumber,
    name,
    nameKana,
    nameLatin,
    mcc,
    phone,
    postalCode,
    prefecture,
    city,
    addressLine,
    openingHours,
  };
  const filled: Partial<Record<StoreColumn, string>> = {};
  for (const [column, value] of Object.entries(given))
    if (value !== undefined) Object.assign(filled, { [column]: value });
  return { row, values: filled };
}
