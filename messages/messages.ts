import { en } from "./en";
import { ja } from "./ja";
import { ko } from "./ko";
import type { Messages, OperatorGroup, PublicMessages } from "./shape";
import { zh } from "./zh";

type Language = "ja" | "en" | "zh" | "ko";

/** Operators' words have no Chinese and no Korean; these screens are shown in English then. */
const forOperators: Pick<Messages, OperatorGroup> = {
  actions: en.actions,
  changeDesk: en.changeDesk,
  directory: en.directory,
  ops: en.ops,
  review: en.review,
  books: en.books,
  reconciliation: en.reconciliation,
  riskDesk: en.riskDesk,
  settlement: en.settlement,
  terms: en.terms,
};

const BY_LANGUAGE: Record<Language, Messages> = {
  ja,
  en,
  zh: { ...forOperators, ...zh },
  ko: { ...forOperators, ...ko },
};

/** The words that anyone may come to read: mail, paper and the shopper's page know no others. */
export function messagesOf(locale: Language): PublicMessages {
  return BY_LANGUAGE[locale];
}

/** The words of every screen, the operators' included. */
export function screenMessagesOf(locale: Language): Messages {
  return BY_LANGUAGE[locale];
}
