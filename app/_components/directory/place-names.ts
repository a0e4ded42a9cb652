import { useLocale, useTranslations } from "next-intl";
import { CATEGORIES, PREFECTURES } from "@/server/merchants/categories.data";

/** Prefectures by code in the reader's language: 東京都, or Tokyo. */
export function usePrefectureNames(): ReadonlyMap<string, string> {
  const isJapanese = useLocale() === "ja";
  return new Map(
    PREFECTURES.map(({ code, name, latin }) => [
      code,
      isJapanese ? name : latin.charAt(0) + latin.slice(1).toLowerCase(),
    ]),
  );
}

/** Merchant categories by their code in the reader's language. */
export function useCategoryNames(): ReadonlyMap<string, string> {
  const words = useTranslations("onboarding.category");
  return new Map(CATEGORIES.map(({ mcc, key }) => [mcc, words(key)]));
}
