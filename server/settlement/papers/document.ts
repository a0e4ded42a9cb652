import { createTranslator } from "next-intl";
import { messagesOf } from "@/messages/messages";
import type { Language } from "@/server/kernel/languages";
import { percentText } from "@/server/kernel/money";
import type { Figure } from "../statement/rules";
import type { StatementPaper } from "./queries";

/** The words that a statement's papers share with its page. */
export function wordsOf(language: Language) {
  const messages = messagesOf(language);
  return {
    brand: messages.common.brand,
    language,
    line: createTranslator({ locale: language, messages, namespace: "payouts.line" }),
    kind: createTranslator({ locale: language, messages, namespace: "payouts.kind" }),
    paper: createTranslator({ locale: language, messages, namespace: "payouts.paper" }),
    column: createTranslator({ locale: language, messages, namespace: "payouts.paper.column" }),
  };
}

export type PaperWords = ReturnType<typeof wordsOf>;

/** What a figure is called on paper, with its rate or count: as on the page. */
export function figureLabel(
  name: Figure["name"],
  statement: StatementPaper["statement"],
  { line }: PaperWords,
): string {
  switch (name) {
    case "sales":
      return line("sales", { count: statement.salesCount });
    case "refunds":
      return line("refunds", { count: statement.refundsCount });
    case "fees":
      return line("fees", { rate: percentText(statement.feeBasisPoints) });
    case "tax":
      return line("tax", { rate: percentText(statement.taxBasisPoints) });
    default:
      return line(name);
  }
}
