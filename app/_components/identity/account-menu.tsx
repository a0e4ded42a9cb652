"use client";

import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { LogOut, ShieldCheck, UserRound, Volume2, VolumeX } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { usePaletteCommands } from "@/app/_components/palette/palette-commands";
import { LOCALE_NAMES, LOCALES, type Locale, OPERATOR_LOCALES } from "@/app/_i18n/locales";
import { useTRPC } from "@/app/_trpc/client";
import { DropdownMenu, type MenuItem } from "@/app/_ui/dropdown-menu";
import { usePlaceItems } from "./use-place-items";

/** These actions fail only when the session has ended: the page, asked again, shows the way to sign in. */
const onError = () => window.location.reload();

async function leave(): Promise<void> {
  await fetch("/api/auth/signout", { method: "POST" });
  window.location.assign("/signin");
}

/**
 * Who is signed in and what is theirs: roles, sound, language, the way out. The layout above prefetches
 * `trpc.account.me`.
 */
export function AccountMenu() {
  const words = useTranslations("identity.account");
  const security = useTranslations("security");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const { data: me } = useSuspenseQuery(trpc.account.me.queryOptions());
  const places = usePlaceItems();
  const locales = me.current?.kind === "operator" ? OPERATOR_LOCALES : LOCALES;
  const languages = useLanguageItems(locales);
  const sound = useSoundItem(me.soundOn);
  const closeAll = useMutation(
    trpc.account.signOutEverywhere.mutationOptions({
      onSuccess: () => window.location.assign("/signin"),
      onError,
    }),
  );
  const name = me.name === "" ? me.email : me.name;
  const ways: MenuItem[] = [
    ...(me.current === null
      ? []
      : [
          {
            id: "security",
            label: security("title"),
            icon: <ShieldCheck aria-hidden />,
            href: me.current.kind === "operator" ? "/ops/account" : "/settings#security",
          },
        ]),
    { id: "leave", label: common("signOut"), icon: <LogOut aria-hidden />, onSelect: () => void leave() },
    { id: "everywhere", label: words("everywhere"), onSelect: () => closeAll.mutate() },
  ];
  usePaletteCommands({
    heading: words("menu"),
    commands: [
      ...locales.map((locale) => ({
        id: `language-${locale}`,
        label: LOCALE_NAMES[locale],
        support: words("language"),
        onSelect: () => languages.find(({ id }) => id === locale)?.onSelect?.(),
      })),
      { id: "leave", label: common("signOut"), onSelect: () => void leave() },
    ],
  });
  const heading = (
    <>
      <span className="block text-sm font-bold text-ink">{name}</span>
      {me.email}
    </>
  );
  return (
    <DropdownMenu
      trigger={
        <button
          type="button"
          aria-label={`${words("menu")}: ${name}`}
          className="inline-flex size-11 items-center justify-center rounded-full text-ink hover:bg-indigo-50"
        >
          <span className="inline-flex size-8 items-center justify-center rounded-full bg-indigo-50 text-indigo-600">
            <UserRound aria-hidden className="size-5" />
          </span>
        </button>
      }
      sections={[
        { id: "places", heading, items: places },
        ...(me.current?.kind === "merchant" ? [{ id: "sound", items: [sound] }] : []),
        { id: "language", heading: words("language"), items: languages },
        { id: "ways", items: ways },
      ]}
    />
  );
}

function useLanguageItems(locales: readonly Locale[]): MenuItem[] {
  const trpc = useTRPC();
  const chosen = useLocale();
  const change = useMutation(trpc.account.changeLocale.mutationOptions({ onError }));
  return locales.map((locale) => ({
    id: locale,
    label: <span lang={locale}>{LOCALE_NAMES[locale]}</span>,
    current: locale === chosen,
    onSelect: () =>
      change.mutate({ locale }, { onSuccess: () => window.location.assign(`/api/locale/${locale}`) }),
  }));
}

function useSoundItem(soundOn: boolean): MenuItem {
  const words = useTranslations("identity.account");
  const trpc = useTRPC();
  const change = useMutation(
    trpc.account.switchSound.mutationOptions({ onSuccess: () => window.location.reload(), onError }),
  );
  return {
    id: "sound",
    label: words("sound"),
    support: soundOn ? words("soundOn") : words("soundOff"),
    icon: soundOn ? <Volume2 aria-hidden /> : <VolumeX aria-hidden />,
    onSelect: () => change.mutate({ on: !soundOn }),
  };
}
