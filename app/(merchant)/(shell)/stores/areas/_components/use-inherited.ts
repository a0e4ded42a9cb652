"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { LANGUAGE_NAMES } from "@/app/_components/merchants/language-names";
import { useTRPC } from "@/app/_trpc/client";
import { POSTER_FORMATS } from "@/server/codes/poster/rules";
import { PERSON_LOCALES } from "@/server/identity/rules";
import type { LevelSettings } from "@/server/merchants/settings/queries";
import { inherited } from "@/server/merchants/settings/rules";

/** Settings as they hold, in words, with where they come from; for an area, or for stores outside every one. */
export function useInherited() {
  const words = useTranslations("chain");
  const codes = useTranslations("codes.paperName");
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.areas.settings.queryOptions());
  const of = (setting: keyof LevelSettings, area: LevelSettings | undefined) =>
    inherited<string | null>(
      { area: area?.[setting], merchant: data.merchant[setting], brand: data.brand?.[setting] },
      null,
    );
  const text = (value: string, from: ReturnType<typeof of>["from"]) =>
    words("from.of", { value, from: words(`from.${from}`) });
  return {
    paper: (area?: LevelSettings) => {
      const { value, from } = of("posterFormat", area);
      return text(codes(POSTER_FORMATS.find((known) => known === value) ?? "a4"), from);
    },
    language: (area?: LevelSettings) => {
      const { value, from } = of("language", area);
      const known = PERSON_LOCALES.find((one) => one === value);
      return text(known === undefined ? words("settings.reader") : LANGUAGE_NAMES[known], from);
    },
  };
}
