"use client";

import { useLocale, useTranslations } from "next-intl";
import { isLocale } from "@/app/_i18n/locales";
import { blanksOf, type NewsKind, type NewsParams } from "@/server/alerts/news/rules";
import { isMerchantRole, isOperatorRole } from "@/server/kernel/permissions";

type NewsText = { readonly title: string; readonly body: string };

/** What a piece of news says, with the same words as the mail. */
export function useNewsText(): (kind: NewsKind, params: NewsParams) => NewsText {
  const words = useTranslations("news");
  const roles = useTranslations("identity.roles");
  const chosen = useLocale();
  const locale = isLocale(chosen) ? chosen : "ja";
  return (kind, params) => {
    const role = `${params.role ?? ""}`;
    const blanks = blanksOf(params, locale);
    if (isMerchantRole(role) || isOperatorRole(role)) blanks.role = roles(role);
    return {
      title: words(`title.${kind}`),
      body: words(`body.${kind}`, blanks),
    };
  };
}
