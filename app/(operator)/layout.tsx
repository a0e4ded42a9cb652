import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { StepUpDialog } from "@/app/_components/identity/second-factor/step-up-dialog";
import { PaletteProvider } from "@/app/_components/palette/palette-commands";
import { SandboxMark } from "@/app/_components/shell/sandbox-mark";
import { Words } from "@/app/_i18n/words";
import { caller, HydrateClient, prefetch, trpc } from "@/app/_trpc/server";
import { OperatorFrame } from "./_components/operator-frame";
import { ownDesk } from "./_components/own-desk";

export default async function OperatorLayout({ children }: { children: ReactNode }) {
  const { may } = await ownDesk();
  const [api, common] = await Promise.all([caller(), getTranslations("common")]);
  const [{ demoPeople }, counts] = await Promise.all([api.signIn.desk(), api.review.counts()]);
  await Promise.all([
    prefetch(trpc.account.me.queryOptions()),
    prefetch(trpc.inbox.unread.queryOptions()),
    prefetch(trpc.troubles.current.queryOptions()),
  ]);
  return (
    <HydrateClient>
      <Words of="app/(operator)">
        <PaletteProvider>
          <OperatorFrame
            waiting={counts.open + counts.recommended}
            may={{
              merchants: may("merchant:list"),
              settlement: may("settlement:read"),
              imports: may("store:import"),
              codes: may("merchant:list"),
              brands: may("brand:manage"),
              registrations: may("network:read"),
              printing: may("printing:read"),
              reconciliation: may("reconciliation:read"),
              books: may("ledger:read"),
              work: may("work:read"),
              risk: may("risk:read") || may("dispute:list"),
              staff: may("staff:read"),
              privacy: may("privacy:read"),
              audit: may("audit:read"),
            }}
            sandboxMark={demoPeople.length === 0 ? null : <SandboxMark label={common("sandbox")} />}
          >
            {children}
          </OperatorFrame>
        </PaletteProvider>
        <StepUpDialog />
      </Words>
    </HydrateClient>
  );
}
