import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { LocaleSwitch } from "@/app/_components/identity/locale-switch";
import { PublicShell } from "@/app/_components/shell/public-shell";
import { SandboxMark } from "@/app/_components/shell/sandbox-mark";
import { caller } from "@/app/_trpc/server";

export default async function SignInLayout({ children }: { children: ReactNode }) {
  const words = await getTranslations("common");
  const { demoPeople } = await (await caller()).signIn.desk();
  const brand = { name: words("brand"), href: "/" };
  return (
    <PublicShell
      brand={brand}
      labels={{ skip: words("skipToContent"), nav: brand.name, footer: brand.name }}
      languageSwitch={<LocaleSwitch />}
      sandboxMark={demoPeople.length === 0 ? null : <SandboxMark label={words("sandbox")} />}
    >
      {children}
    </PublicShell>
  );
}
