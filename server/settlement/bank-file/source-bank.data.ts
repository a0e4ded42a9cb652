/** What one bank takes in a file: how records end, how many rows, which signs in names beside letters and spaces. */
export type BankProfile = {
  /** `crlf` between records, `crlf_after` also behind the last one, `none`: 120 bytes follow 120 bytes. */
  readonly separator: "crlf" | "crlf_after" | "none";
  readonly rowLimit: number;
  readonly signs: string;
};

/** The strictest that is common to all: what any bank takes. */
const COMMON: BankProfile = { separator: "crlf", rowLimit: 9_999, signs: "().-" };

/**
 * Banks that differ, by their code. Sources: the banks' own descriptions of their files (総合振込, 全銀協規定形式);
 * whoever opens the acquirer's account at another bank adds its line here.
 */
const PROFILES: Readonly<Record<string, Partial<BankProfile>>> = {
  // 群馬銀行: a line break behind each record, the last one too.
  "0128": { separator: "crlf_after" },
  // GMOあおぞらネット銀行: rows are numbered from 1 to 9,999.
  "0310": { rowLimit: 9_999 },
};

/** The profile of a bank, the common one for those that have none of their own. */
export function profileOf(bankCode: string): BankProfile {
  return { ...COMMON, ...PROFILES[bankCode] };
}

/**
 * The acquirer's own account that payouts are sent from. Going live changes this record; bank 9999 is assigned to
 * nobody, so that a demonstration file can never move money.
 */
export const SOURCE_BANK = {
  clientCode: "1234567890",
  clientName: "ﾉﾚﾝﾍﾟｲ",
  bankCode: "9999",
  bankName: "ﾉﾚﾝ",
  branchCode: "001",
  branchName: "ﾎﾝﾃﾝ",
  accountType: "1",
  accountNumber: "1234567",
} as const;
