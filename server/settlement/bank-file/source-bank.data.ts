/**
 * The acquirer's own account that payouts are sent from, and what its bank takes in one file. Going live changes
 * this record; bank 9999 is assigned to nobody, so that a demonstration file can never move money.
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
  separator: "crlf",
  rowLimit: 9_999,
} as const;
