import { getTranslations } from "next-intl/server";
import { type ReactNode, Suspense } from "react";
import { AccountMenu } from "@/app/_components/identity/account-menu";
import { PublicShell } from "@/app/_components/shell/public-shell";
import { SandboxMark } from "@/app/_components/shell/sandbox-mark";
import { Words } from "@/app/_i18n/words";
import { caller, HydrateClient, prefetch, trpc } from "@/app/_trpc/server";

export default async function ApplyLayout({ children }: { children: ReactNode }) {
  const words = await getTranslations("common");
  const { demoPeople } = await (await caller()).signIn.desk();
  await prefetch(trpc.account.me.queryOptions());
  const brand = { name: words("brand"), href: "/" };
  return (
    <HydrateClient>
      <Words of="app/(public)/apply">
        <PublicShell
          brand={brand}
          labels={{ skip: words("skipToContent"), nav: brand.name, footer: brand.name }}
          languageSwitch={
            <Suspense>
              <AccountMenu />
            </Suspense>
          }
          sandboxMark={demoPeople.length === 0 ? null : <SandboxMark label={words("sandbox")} />}
        >
          {children}
        </PublicShell>
      </Words>
    </HydrateClient>
  );
}
