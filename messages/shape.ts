import type { ja } from "./ja";

/** The same tree with any words: what every complete language has to have. */
export type Words<T> = { readonly [K in keyof T]: T[K] extends string ? string : Words<T[K]> };

/** All words of the product, shaped by the Japanese ones. */
export type Messages = Words<typeof ja>;

/**
 * Groups that operators alone read, in Japanese and English. A group that merchants, applicants, shoppers or invited
 * people see any word of does not belong here: split it.
 */
export const OPERATOR_GROUPS = [
  "actions",
  "books",
  "changeDesk",
  "directory",
  "ops",
  "reconciliation",
  "review",
  "riskDesk",
  "settlement",
  "terms",
] as const satisfies readonly (keyof Messages)[];

export type OperatorGroup = (typeof OPERATOR_GROUPS)[number];

/** What everybody else reads, on screens, on paper and in mail: all four languages have every word of it. */
export type PublicMessages = Omit<Messages, OperatorGroup>;
