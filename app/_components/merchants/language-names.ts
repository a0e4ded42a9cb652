import type { LANGUAGE_TAGS } from "@/server/kernel/languages";

/** What a language is called by those who read it. */
export const LANGUAGE_NAMES: Readonly<Record<keyof typeof LANGUAGE_TAGS, string>> = {
  ja: "日本語",
  en: "English",
  zh: "中文",
  ko: "한국어",
};
