/** The languages of the product, and what pages and mails call them: with the script, where a language has two. */
export const LANGUAGE_TAGS = { ja: "ja", en: "en", zh: "zh-Hans", ko: "ko" } as const;

export type Language = keyof typeof LANGUAGE_TAGS;
