"use client";

import { useMutation } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { LanguageSwitch } from "@/app/_components/shell/language-switch";
import { LOCALE_NAMES, LOCALES } from "@/app/_i18n/locales";
import { useTRPC } from "@/app/_trpc/client";

/** The language of this browser, and of the mails to whoever is signed in. */
export function LocaleSwitch({ signedIn = false }: { signedIn?: boolean }) {
  const words = useTranslations("common");
  const trpc = useTRPC();
  const keep = useMutation(
    trpc.account.changeLocale.mutationOptions({
      // A session may have ended meanwhile; the browser changes its language all the same.
      onSettled: (_, __, { locale }) => window.location.assign(`/api/locale/${locale}`),
    }),
  );
  const options = LOCALES.map((code) => ({
    code,
    name: LOCALE_NAMES[code],
    href: signedIn ? undefined : `/api/locale/${code}`,
  }));
  const choose = (code: string) => {
    const locale = LOCALES.find((known) => known === code);
    if (locale !== undefined) keep.mutate({ locale });
  };
  return (
    <LanguageSwitch
      label={words("language")}
      current={useLocale()}
      options={options}
      onSelect={signedIn ? choose : undefined}
    />
  );
}
