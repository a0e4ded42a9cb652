import type { StatementFigures } from "../rules";

/** One rate on a qualified invoice: what is taxable without tax, and the tax on it. Returns are positive here. */
export type RateSums = {
  readonly basisPoints: number;
  readonly chargedMinor: bigint;
  readonly chargedTaxMinor: bigint;
  readonly returnedMinor: bigint;
  readonly returnedTaxMinor: bigint;
};

/**
 * The totals per rate that a qualified invoice has to show (Consumption Tax Act, art. 57-4): fees and the transfer
 * fee as charged, and beside them what is given back for earlier statements (適格返還請求書, paragraph 3).
 */
export function rateSums(statement: StatementFigures & { readonly taxBasisPoints: number }): RateSums {
  return {
    basisPoints: statement.taxBasisPoints,
    chargedMinor: statement.feesMinor + statement.transferFeeMinor,
    chargedTaxMinor: statement.taxMinor,
    returnedMinor: statement.feesReturnedMinor,
    returnedTaxMinor: statement.taxReturnedMinor,
  };
}

type Line = {
  readonly kind: string;
  readonly dayOn: string | null;
  readonly storeName: string | null;
  readonly walletName: string | null;
  readonly count: number;
  readonly amountMinor: bigint;
};

/** More lines than these fill a book: they are summed over the days, and the table file has every one. */
export const MOST_LINES_BY_DAY = 1_000;

/** The lines of the paper: by day, store and wallet, or without days when they are very many. The sums stay. */
export function paperLines(lines: readonly Line[]): readonly Line[] {
  if (lines.length <= MOST_LINES_BY_DAY) return lines;
  const sums = new Map<string, Line>();
  for (const line of lines) {
    const key = JSON.stringify([line.kind, line.storeName, line.walletName]);
    const known = sums.get(key);
    sums.set(key, {
      ...line,
      dayOn: null,
      count: (known?.count ?? 0) + line.count,
      amountMinor: (known?.amountMinor ?? 0n) + line.amountMinor,
    });
  }
  return [...sums.values()];
}

/** The part of a file's name that tells statements apart: the last day and the number. */
export function paperName(statement: { throughOn: string; invoiceNumber: bigint | null }): string {
  return `noren-${statement.throughOn}-${(statement.invoiceNumber ?? 0n).toString().padStart(8, "0")}`;
}
