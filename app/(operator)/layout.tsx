import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type ReactNode, Suspense } from "react";
import { PaletteProvider } from "@/app/_components/palette/palette-commands";
import { SandboxMark } from "@/app/_components/shell/sandbox-mark";
import { Words } from "@/app/_i18n/words";
import { caller, HydrateClient, prefetch, trpc } from "@/app/_trpc/server";
import { isOperatorRole, roleMay } from "@/server/kernel/permissions";
import { OperatorFrame } from "./_components/operator-frame";

export default async function OperatorLayout({ children }: { children: ReactNode }) {
  const api = await caller();
  const me = await api.account.me().catch(() => null);
  if (me === null) redirect("/signin");
  const role = me.current?.role ?? "";
  if (me.current?.kind !== "operator" || !isOperatorRole(role)) redirect(me.landing);
  const common = await getTranslations("common");
  const [{ demoPeople }, counts] = await Promise.all([api.signIn.desk(), api.review.counts()]);
  await prefetch(trpc.account.me.queryOptions());
  return (
    <HydrateClient>
      <Suspense>
        <Words of="app/(operator)">
          <PaletteProvider>
            <OperatorFrame
              waiting={counts.open + counts.recommended}
              may={{
                merchants: roleMay(role, "merchant:list"),
                settlement: roleMay(role, "settlement:read"),
                reconciliation: roleMay(role, "reconciliation:read"),
                risk: roleMay(role, "risk:read"),
                staff: roleMay(role, "staff:read"),
                audit: roleMay(role, "audit:read"),
              }}
              sandboxMark={demoPeople.length === 0 ? null : <SandboxMark label={common("sandbox")} />}
            >
              {children}
            </OperatorFrame>
          </PaletteProvider>
        </Words>
      </Suspense>
    </HydrateClient>
  );
}
