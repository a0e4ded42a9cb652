import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { HydrateClient, prefetch, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { CloseDay } from "./_components/close-day";
import { RunList } from "./_components/run-list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settlement"))("title") };
}

export default async function SettlementPage() {
  const words = await getTranslations("settlement");
  await prefetch(trpc.settlement.runs.queryOptions({}));
  return (
    <HydrateClient>
      <PageHeader title={words("title")} support={words("support")} action={<CloseDay />} />
      <RunList />
    </HydrateClient>
  );
}
