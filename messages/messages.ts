import { en } from "./en";
import { ja } from "./ja";
import { ko } from "./ko";
import { zh } from "./zh";

/** The same tree with any words: what every complete language has to have. */
export type Words<T> = { readonly [K in keyof T]: T[K] extends string ? string : Words<T[K]> };

/** All words of the product, shaped by the Japanese ones. */
export type Messages = Words<typeof ja>;

const BY_LOCALE = {
  ja,
  en,
  // Chinese and Korean cover what the public, shoppers and posters show; operators' words stay English.
  zh: { ...en, ...zh },
  ko: { ...en, ...ko },
} satisfies Record<"ja" | "en" | "zh" | "ko", Messages>;

/** The words of a language. */
export function messagesOf(locale: "ja" | "en" | "zh" | "ko"): Messages {
  return BY_LOCALE[locale];
}
