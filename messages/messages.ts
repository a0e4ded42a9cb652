import { en } from "./en";
import { ja } from "./ja";
import { ko } from "./ko";
import type { Messages } from "./shape";
import { zh } from "./zh";

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
