"use client";

import { useMutation } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { LOCALE_NAMES, LOCALES } from "@/app/_i18n/locales";
import { useTRPC } from "@/app/_trpc/client";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { RadioGroup } from "@/app/_ui/radio-group";

/** The language of screens and mails, each written in itself. */
export function LanguageSetting() {
  const words = useTranslations("merchant.settings");
  const chosen = useLocale();
  const trpc = useTRPC();
  const change = useMutation(
    trpc.account.changeLocale.mutationOptions({
      // The address sets the cookie of this browser and comes back here.
      onSuccess: (_, { locale }) => window.location.assign(`/api/locale/${locale}`),
    }),
  );
  return (
    <Card>
      <CardHeader title={words("language")} support={words("languageLead")} />
      <CardBody className="grid gap-3">
        <RadioGroup
          name="language"
          legend={words("language")}
          hideLegend
          columns={2}
          value={change.isPending ? change.variables.locale : chosen}
          options={LOCALES.map((locale) => ({
            value: locale,
            label: <span lang={locale}>{LOCALE_NAMES[locale]}</span>,
          }))}
          onValueChange={(value) => {
            const locale = LOCALES.find((known) => known === value);
            if (locale !== undefined && locale !== chosen) change.mutate({ locale });
          }}
        />
        <ErrorAlert error={change.error} />
      </CardBody>
    </Card>
  );
}
