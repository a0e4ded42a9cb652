import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { LocaleSwitch } from "@/app/_components/identity/locale-switch";
import { PublicShell } from "@/app/_components/shell/public-shell";
import { SandboxMark } from "@/app/_components/shell/sandbox-mark";
import { caller } from "@/app/_trpc/server";

export default async function SiteLayout({ children }: { children: ReactNode }) {
  const [words, common] = await Promise.all([getTranslations("publicPages"), getTranslations("common")]);
  const { demoPeople, landing } = await (await caller()).signIn.desk();
  return (
    <PublicShell
      brand={{ name: common("brand"), href: "/" }}
      labels={{ skip: common("skipToContent"), nav: common("brand"), footer: words("footer") }}
      links={(["fees", "start", "trust", "questions"] as const).map((part) => ({
        href: `/#${part}`,
        label: words(`nav.${part}`),
      }))}
      languageSwitch={<LocaleSwitch signedIn={landing !== null} />}
      signIn={{ href: landing ?? "/signin", label: common(landing === null ? "signIn" : "toHome") }}
      footerLinks={(["terms", "privacy", "commerce"] as const).map((page) => ({
        href: `/legal/${page}`,
        label: words(`legal.${page}`),
      }))}
      imprint={words("company.name")}
      sandboxMark={demoPeople.length === 0 ? null : <SandboxMark label={common("sandbox")} />}
    >
      {children}
    </PublicShell>
  );
}
