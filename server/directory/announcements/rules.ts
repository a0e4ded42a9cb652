/** `service` is needed for our business with a merchant and reaches everybody; `offer` can be switched off. */
export const ANNOUNCEMENT_KINDS = ["service", "offer"] as const;
export type AnnouncementKind = (typeof ANNOUNCEMENT_KINDS)[number];

/** Under way, told to everybody, or stopped by a person before that. */
export type AnnouncementState = "sending" | "sent" | "stopped";

export const LANGUAGES = ["ja", "en", "zh", "ko"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Merchants told in one round: a mail server that is flooded takes nothing. */
export const TOLD_AT_ONCE = 200;

/** The words of an announcement in every language; what is empty is said in Japanese. */
export type AnnouncementWords = Readonly<Record<Language, { readonly title: string; readonly body: string }>>;

/** Fills the languages that nobody has written with the Japanese words. */
export function wordsOf(
  titles: Readonly<Record<Language, string>>,
  bodies: Readonly<Record<Language, string>>,
): AnnouncementWords {
  const of = (language: Language) => ({
    title: titles[language].trim() || titles.ja.trim(),
    body: bodies[language].trim() || bodies.ja.trim(),
  });
  return { ja: of("ja"), en: of("en"), zh: of("zh"), ko: of("ko") };
}
