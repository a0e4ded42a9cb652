import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { HydrateClient, prefetch, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownDesk } from "@/app/(operator)/_components/own-desk";
import { CloseDay } from "./_components/close-day";
import { DeskLinks } from "./_components/desk-links";
import { RunList } from "./_components/run-list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settlement"))("title") };
}

export default async function SettlementPage() {
  const words = await getTranslations("settlement");
  if (!(await ownDesk()).may("settlement:read"))
    return <NotYours title={words("title")} homeHref="/ops/review" />;
  await prefetch(trpc.settlement.runs.queryOptions({}));
  return (
    <HydrateClient>
      <PageHeader title={words("title")} support={words("support")} action={<CloseDay />} />
      <DeskLinks />
      <RunList />
    </HydrateClient>
  );
}
