import { DASHES } from "./kana.data";

const SEPARATORS = new RegExp(`[${DASHES}\\s]`, "gu");

/** Japan Post Bank in the directory of banks. */
export const JAPAN_POST_BANK_CODE = "9900";

export type JapanPostAccount =
  | {
      readonly ok: true;
      readonly bankCode: typeof JAPAN_POST_BANK_CODE;
      readonly branchCode: string;
      readonly accountType: "ordinary" | "current";
      readonly accountNumber: string;
    }
  | { readonly ok: false; readonly problem: "symbol" | "number" };

function digitsOf(text: string): string {
  return text.normalize("NFKC").replace(SEPARATORS, "");
}

/**
 * The account for transfers from the symbol (記号) and number (番号) in a passbook of Japan Post Bank.
 * Symbol 1xxx0: branch is its digits 2 and 3 and "8", ordinary; the number loses its last digit, always 1.
 * Symbol 0xxxx: branch is its digits 2 and 3 and "9", current. Account numbers are padded to seven digits.
 */
export function japanPostAccount(input: {
  readonly symbol: string;
  readonly number: string;
}): JapanPostAccount {
  const symbol = digitsOf(input.symbol);
  const number = digitsOf(input.number);
  const ordinary = /^1\d{3}0$/.test(symbol);
  if (!ordinary && !/^0\d{4}$/.test(symbol)) return { ok: false, problem: "symbol" };
  if (!(ordinary ? /^\d{1,7}1$/ : /^\d{1,7}$/).test(number) || /^0*$/.test(number)) {
    return { ok: false, problem: "number" };
  }
  return {
    ok: true,
    bankCode: JAPAN_POST_BANK_CODE,
    branchCode: `${symbol.slice(1, 3)}${ordinary ? "8" : "9"}`,
    accountType: ordinary ? "ordinary" : "current",
    accountNumber: (ordinary ? number.slice(0, -1) : number).padStart(7, "0"),
  };
}
