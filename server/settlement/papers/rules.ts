import type { Language } from "@/server/kernel/languages";
import { applyBasisPoints, type RoundingMode } from "@/server/kernel/money";
import type { StatementFigures } from "../rules";

/** One rate on a qualified invoice: what is taxable without tax, and the tax on it. */
export type RateSums = {
  readonly basisPoints: number;
  readonly chargedMinor: bigint;
  readonly chargedTaxMinor: bigint;
  /** Fees without tax, where the contract is an assignment of receivables; they are listed apart. */
  readonly exemptMinor: bigint;
};

/**
 * The totals per rate that a qualified invoice has to show (Consumption Tax Act, art. 57-4): fees and the transfer
 * fee as charged.
 */
export function rateSums(
  statement: StatementFigures & { readonly taxBasisPoints: number; readonly taxClass: string },
): RateSums {
  const exemptMinor = statement.taxClass === "exempt" ? statement.feesMinor : 0n;
  return {
    basisPoints: statement.taxBasisPoints,
    chargedMinor: statement.feesMinor + statement.transferFeeMinor - exemptMinor,
    chargedTaxMinor: statement.taxMinor,
    exemptMinor,
  };
}

/** What is given back at one rate; positive here. */
export type ReturnedAtRate = {
  readonly basisPoints: number;
  readonly feeMinor: bigint;
  readonly taxMinor: bigint;
};

/**
 * What a statement gives back of earlier ones, per rate that it was charged at (適格返還請求書, art. 57-4 paragraph 3):
 * the tax is rounded once for each rate, so that the rows add up to the statement's figures.
 */
export function returnedPerRate(
  returns: readonly { readonly taxBasisPoints: number; readonly feeReturnedMinor: bigint }[],
  mode: RoundingMode,
): ReturnedAtRate[] {
  const fees = new Map<number, bigint>();
  for (const { taxBasisPoints, feeReturnedMinor } of returns)
    fees.set(taxBasisPoints, (fees.get(taxBasisPoints) ?? 0n) + feeReturnedMinor);
  return [...fees]
    .sort(([a], [b]) => b - a)
    .map(([basisPoints, feeMinor]) => ({
      basisPoints,
      feeMinor,
      taxMinor: applyBasisPoints(feeMinor, basisPoints, mode),
    }));
}

/** More lines than these fill a book: they are summed over the days, and the table file has every one. */
export const MOST_LINES_BY_DAY = 1_000;

/** The part of a file's name that tells statements apart: the last day and the number. */
export function paperName(statement: { throughOn: string; invoiceNumber: bigint | null }): string {
  return `noren-${statement.throughOn}-${(statement.invoiceNumber ?? 0n).toString().padStart(8, "0")}`;
}

export const TABLE_ENCODINGS = ["utf8", "cp932"] as const;
export type TableEncoding = (typeof TABLE_ENCODINGS)[number];

/** Chinese and Korean letters have no place in CP932; a table for Japanese software is then in Japanese. */
export function languageOfTable({
  language,
  encoding,
}: {
  readonly language: Language;
  readonly encoding: TableEncoding;
}): Language {
  if (encoding === "utf8" || language === "en") return language;
  return "ja";
}
