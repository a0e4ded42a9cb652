import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FactorCard } from "@/app/_components/identity/security/factor-card";
import { SessionCard } from "@/app/_components/identity/security/session-card";
import { HydrateClient, prefetch, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("identity.account"))("menu") };
}

export default async function OwnAccountPage() {
  const words = await getTranslations("identity.account");
  await Promise.all([
    prefetch(trpc.secondFactor.state.queryOptions()),
    prefetch(trpc.sessions.list.queryOptions()),
  ]);
  return (
    <HydrateClient>
      <PageHeader title={words("menu")} />
      <div className="grid max-w-5xl gap-5 lg:grid-cols-2 lg:items-start">
        <FactorCard />
        <SessionCard />
      </div>
    </HydrateClient>
  );
}
