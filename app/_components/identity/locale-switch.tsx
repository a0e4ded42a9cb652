"use client";

import { useLocale, useTranslations } from "next-intl";
import { LanguageSwitch } from "@/app/_components/shell/language-switch";
import { LOCALE_NAMES, LOCALES } from "@/app/_i18n/locales";

/** The language of this browser, for whoever is not signed in. */
export function LocaleSwitch() {
  const words = useTranslations("common");
  const options = LOCALES.map((code) => ({ code, name: LOCALE_NAMES[code], href: `/api/locale/${code}` }));
  return <LanguageSwitch label={words("language")} current={useLocale()} options={options} />;
}
