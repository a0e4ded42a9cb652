import { createTranslator } from "next-intl";
import { messagesOf } from "@/messages/messages";
import { CSV_BOM, csvLine } from "@/server/kernel/csv";
import type { Language } from "@/server/kernel/languages";
import { FIGURES, figuresOf } from "../../statement/rules";
import type { MonthStatement } from "./queries";

/** The head of a month's overview: one line for each statement, every figure a column. */
export function overviewHead(language: Language): string {
  const words = createTranslator({
    locale: language,
    messages: messagesOf(language),
    namespace: "payouts.paper.overview",
  });
  return `${CSV_BOM}${csvLine([
    words("number"),
    words("group"),
    words("from"),
    words("through"),
    words("payOn"),
    words("salesCount"),
    words("refundsCount"),
    ...FIGURES.map((name) => words(name)),
    words("carried"),
    words("payout"),
  ])}`;
}

/** A statement in the overview, signed as on its page: what stands before carried and payout adds up to both. */
export function overviewLine(statement: MonthStatement): string {
  return csvLine([
    (statement.invoiceNumber ?? 0n).toString().padStart(8, "0"),
    statement.groupName,
    statement.fromOn,
    statement.throughOn,
    statement.payoutMinor > 0n ? statement.payOn : "",
    BigInt(statement.salesCount),
    BigInt(statement.refundsCount),
    ...figuresOf(statement).map(({ minor }) => minor),
    statement.carriedMinor,
    statement.payoutMinor,
  ]);
}
