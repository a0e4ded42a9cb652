import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeliverySetting } from "@/app/_components/alerts/delivery-setting";
import { FactorCard } from "@/app/_components/identity/security/factor-card";
import { SessionCard } from "@/app/_components/identity/security/session-card";
import { HydrateClient, prefetch, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownDesk } from "@/app/(operator)/_components/own-desk";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("identity.account"))("menu") };
}

export default async function OwnAccountPage() {
  const words = await getTranslations("identity.account");
  const { role } = await ownDesk();
  await Promise.all([
    prefetch(trpc.inbox.deliveries.queryOptions()),
    prefetch(trpc.secondFactor.state.queryOptions()),
    prefetch(trpc.sessions.list.queryOptions()),
  ]);
  return (
    <HydrateClient>
      <PageHeader title={words("menu")} />
      <div className="grid max-w-5xl gap-5 lg:grid-cols-2 lg:items-start">
        <FactorCard />
        <SessionCard />
        <DeliverySetting role={role} />
      </div>
    </HydrateClient>
  );
}
