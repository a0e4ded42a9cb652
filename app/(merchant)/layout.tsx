import type { ReactNode } from "react";
import { StepUpDialog } from "@/app/_components/identity/second-factor/step-up-dialog";
import { LiveProvider } from "@/app/_components/live/live-provider";
import { Words } from "@/app/_i18n/words";
import { HydrateClient, prefetch, trpc } from "@/app/_trpc/server";
import { ownPlace } from "./_components/own-place";
import { ViewingBanner } from "./_components/viewing-banner";

/** Lets in whoever works at a merchant, and keeps their screens told of what happens. */
export default async function MerchantLayout({ children }: { children: ReactNode }) {
  await ownPlace();
  await Promise.all([
    prefetch(trpc.account.me.queryOptions()),
    prefetch(trpc.inbox.unread.queryOptions()),
    prefetch(trpc.troubles.current.queryOptions()),
  ]);
  return (
    <HydrateClient>
      <Words of="app/(merchant)">
        <ViewingBanner />
        <LiveProvider>{children}</LiveProvider>
        <StepUpDialog />
      </Words>
    </HydrateClient>
  );
}
