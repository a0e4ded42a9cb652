import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { HydrateClient, prefetch, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownDesk } from "@/app/(operator)/_components/own-desk";
import { parseDay } from "@/server/kernel/calendar";
import { CloseDay } from "./_components/close-day";
import { DeskLinks } from "./_components/desk-links";
import { RunList } from "./_components/run-list";
import { RunProgress } from "./_components/run-progress";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settlement"))("title") };
}

type SettlementPageProps = { searchParams: Promise<{ before?: string | string[] }> };

export default async function SettlementPage({ searchParams }: SettlementPageProps) {
  const words = await getTranslations("settlement");
  if (!(await ownDesk()).may("settlement:read"))
    return <NotYours title={words("title")} homeHref="/ops/review" />;
  const { before: asked } = await searchParams;
  const before = typeof asked === "string" ? parseDay(asked) : undefined;
  await Promise.all([
    prefetch(trpc.settlement.runs.queryOptions({})),
    prefetch(trpc.settlement.progress.queryOptions()),
    prefetch(trpc.settlement.runs.queryOptions({ before })),
  ]);
  return (
    <HydrateClient>
      <PageHeader title={words("title")} support={words("support")} action={<CloseDay />} />
      <DeskLinks />
      <RunProgress />
      <RunList before={before} />
    </HydrateClient>
  );
}
