/** Languages of everything that merchants, applicants, shoppers and invited people see. */
export const LOCALES = ["ja", "en", "zh", "ko"] as const;
export type Locale = (typeof LOCALES)[number];

/** Languages of the operators' screens; whoever chose another reads them in English. */
export const OPERATOR_LOCALES = ["ja", "en"] as const satisfies readonly Locale[];

/** Set by the proxy on requests for operators' pages: their language is one of two. */
export const OPERATOR_PAGE_HEADER = "x-operator-page";

export const LOCALE_COOKIE = "noren_locale";

export const LOCALE_NAMES: Record<Locale, string> = {
  ja: "日本語",
  en: "English",
  zh: "中文",
  ko: "한국어",
};

/** Narrows a language from outside. */
export function isLocale(value: string | undefined): value is Locale {
  return LOCALES.some((locale) => locale === value);
}

/** The language in which operators' screens are shown to somebody of this language. */
export function operatorLocale(locale: Locale): Locale {
  return locale === "ja" ? "ja" : "en";
}

/** The best language for an Accept-Language header, by its weights; Japanese when nothing fits. */
export function preferredLocale(header: string | null | undefined): Locale {
  const wanted = (header ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...params] = part.trim().split(";");
      const weight = params.map((param) => /^\s*q=([\d.]+)$/.exec(param)?.[1]).find(Boolean);
      return { language: tag.toLowerCase().split("-")[0] ?? "", weight: weight ? Number(weight) : 1 };
    })
    .sort((a, b) => b.weight - a.weight);
  for (const { language } of wanted) if (isLocale(language)) return language;
  return "ja";
}
