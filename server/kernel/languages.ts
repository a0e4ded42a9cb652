/** The languages of the product, and what pages and mails call them: with the script, where a language has two. */
export const LANGUAGE_TAGS = { ja: "ja", en: "en", zh: "zh-Hans", ko: "ko" } as const;

export type Language = keyof typeof LANGUAGE_TAGS;

/** Narrows the name of a language that was stored. */
export function isLanguage(name: string | null | undefined): name is Language {
  return Object.keys(LANGUAGE_TAGS).some((known) => known === name);
}
