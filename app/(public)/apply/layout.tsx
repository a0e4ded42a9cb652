import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type ReactNode, Suspense } from "react";
import { AccountMenu } from "@/app/_components/identity/account-menu";
import { StepUpDialog } from "@/app/_components/identity/second-factor/step-up-dialog";
import { PublicShell } from "@/app/_components/shell/public-shell";
import { SandboxMark } from "@/app/_components/shell/sandbox-mark";
import { Words } from "@/app/_i18n/words";
import { caller, HydrateClient, prefetch, trpc } from "@/app/_trpc/server";
import { SECOND_FACTOR_PAGE } from "@/server/identity/rules";

export default async function ApplyLayout({ children }: { children: ReactNode }) {
  const words = await getTranslations("common");
  const api = await caller();
  const { demoPeople, landing } = await api.signIn.desk();
  if (landing === SECOND_FACTOR_PAGE) redirect(SECOND_FACTOR_PAGE);
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
        <StepUpDialog />
      </Words>
    </HydrateClient>
  );
}
