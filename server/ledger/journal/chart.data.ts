/** How accounting software calls what the chart calls; `sub` is the auxiliary account below it. */
export type AccountName = { readonly name: string; readonly sub: string };

/** Accounts of the acquirer, and kinds of account that merchants and wallets have one each of. */
export const ACCOUNT_NAMES = {
  "network:receivable": { name: "未収入金", sub: "ウォレット" },
  "network:fee_payable": { name: "未払金", sub: "ネットワーク手数料" },
  "network:fee_expense": { name: "支払手数料", sub: "ネットワーク手数料" },
  "merchant:payable": { name: "預り金", sub: "加盟店" },
  "merchant:reserve": { name: "預り金", sub: "加盟店留保" },
  "acquirer:bank": { name: "普通預金", sub: "" },
  "acquirer:payouts_in_transit": { name: "未払金", sub: "振込中" },
  "acquirer:reversals_due": { name: "仮受金", sub: "取消待ち" },
  "acquirer:fee_revenue": { name: "売上高", sub: "加盟店手数料" },
  "acquirer:fee_revenue_exempt": { name: "売上高", sub: "加盟店手数料（債権譲渡）" },
  "acquirer:transfer_fee_revenue": { name: "売上高", sub: "振込手数料" },
  "acquirer:transfer_fee_expense": { name: "支払手数料", sub: "振込手数料" },
  "acquirer:consumption_tax_payable": { name: "仮受消費税等", sub: "" },
  "acquirer:adjustments": { name: "雑損失", sub: "調整" },
  "acquirer:network_clearing": { name: "未収入金", sub: "ネットワーク清算" },
} as const satisfies Readonly<Record<string, AccountName>>;

/** An account of the acquirer, or a kind of account. */
export type ChartKey = keyof typeof ACCOUNT_NAMES;

/** What a movement on an account is for consumption tax, from a day on. The tax itself is booked apart from its base. */
export type TaxClass = "taxable_sale" | "exempt_sale" | "taxable_purchase" | "out_of_scope";
export const TAX_CLASSES: Readonly<
  Record<string, readonly { readonly fromOn: string; readonly taxClass: TaxClass }[]>
> = {
  "acquirer:fee_revenue": [{ fromOn: "2019-10-01", taxClass: "taxable_sale" }],
  "acquirer:fee_revenue_exempt": [{ fromOn: "2019-10-01", taxClass: "exempt_sale" }],
  "acquirer:transfer_fee_revenue": [{ fromOn: "2019-10-01", taxClass: "taxable_sale" }],
  "acquirer:consumption_tax_payable": [{ fromOn: "2019-10-01", taxClass: "taxable_sale" }],
  "acquirer:transfer_fee_expense": [{ fromOn: "2019-10-01", taxClass: "taxable_purchase" }],
};

export const JOURNAL_LAYOUTS = ["freee", "moneyforward"] as const;
export type JournalLayout = (typeof JOURNAL_LAYOUTS)[number];

export const JOURNAL_ENCODINGS = ["utf8", "cp932"] as const;
export type JournalEncoding = (typeof JOURNAL_ENCODINGS)[number];

/** How fine a journal is: one line a day, kind and pair of accounts, or one for each movement of each entry. */
export const JOURNAL_DETAILS = ["day", "entry"] as const;
export type JournalDetail = (typeof JOURNAL_DETAILS)[number];

/** The words of each software for a tax class at 10 %. */
export const TAX_WORDS: Readonly<Record<JournalLayout, Readonly<Record<TaxClass, string>>>> = {
  freee: {
    taxable_sale: "課税売上10%",
    exempt_sale: "非課売上",
    taxable_purchase: "課対仕入10%",
    out_of_scope: "対象外",
  },
  moneyforward: {
    taxable_sale: "課税売上 10%",
    exempt_sale: "非課税売上",
    taxable_purchase: "課税仕入 10%",
    out_of_scope: "対象外",
  },
};

/** What a kind of entry is called in the note. */
export const KIND_NOTES: Readonly<Record<string, string>> = {
  payment: "決済",
  late_success: "期限後の決済",
  reversal: "取消",
  refund_opened: "返金の受付",
  refund_done: "返金",
  refund_refused: "返金の不成立",
  dispute_opened: "異議申立の受付",
  dispute_lost: "異議申立による返還",
  dispute_won: "異議申立の解決",
  fee: "加盟店手数料",
  tax: "手数料の消費税",
  transfer_fee: "振込手数料",
  fee_returned: "加盟店手数料の返還",
  tax_returned: "消費税の返還",
  payout: "振込の確定",
  payout_paid: "振込",
  payout_returned: "振込の組戻",
  bank_charge: "銀行手数料",
  network_fee: "ネットワーク手数料",
  network_reported: "ネットワークの報告",
  network_paid: "ネットワークの入金",
  adjustment: "調整",
  correction: "訂正",
};

/** The columns of a journal file of each software, in order; what Noren does not fill stays empty. */
export const COLUMNS = {
  freee: [
    "日付",
    "伝票番号",
    "決算整理仕訳",
    "借方勘定科目",
    "借方補助科目",
    "借方金額",
    "借方税区分",
    "借方税額",
    "貸方勘定科目",
    "貸方補助科目",
    "貸方金額",
    "貸方税区分",
    "貸方税額",
    "摘要",
  ],
  moneyforward: [
    "取引No",
    "取引日",
    "借方勘定科目",
    "借方補助科目",
    "借方税区分",
    "借方部門",
    "借方金額(円)",
    "借方税額",
    "貸方勘定科目",
    "貸方補助科目",
    "貸方税区分",
    "貸方部門",
    "貸方金額(円)",
    "貸方税額",
    "摘要",
    "仕訳メモ",
    "タグ",
    "MF仕訳タイプ",
    "決算整理仕訳",
    "作成日時",
    "作成者",
    "最終更新日時",
    "最終更新者",
  ],
} as const satisfies Record<JournalLayout, readonly string[]>;
