import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { LocaleSwitch } from "@/app/_components/identity/locale-switch";
import { PublicShell } from "@/app/_components/shell/public-shell";
import { Words } from "@/app/_i18n/words";

export default async function InviteLayout({ children }: { children: ReactNode }) {
  const words = await getTranslations("common");
  const brand = { name: words("brand"), href: "/" };
  return (
    <Words of="app/(public)/invite/[token]">
      <PublicShell
        brand={brand}
        labels={{ skip: words("skipToContent"), nav: brand.name, footer: brand.name }}
        languageSwitch={<LocaleSwitch />}
        sandboxMark={null}
      >
        {children}
      </PublicShell>
    </Words>
  );
}
