import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownDesk } from "@/app/(operator)/_components/own-desk";
import { WorkTable } from "./_components/work-table";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("riskDesk"))("work.title") };
}

export default async function WorkPage() {
  const words = await getTranslations("riskDesk.work");
  const desk = await ownDesk();
  if (!desk.may("work:read")) return <NotYours title={words("title")} homeHref="/ops/review" />;
  await load(trpc.work.list.queryOptions());
  return (
    <HydrateClient>
      <PageHeader title={words("title")} support={words("support")} />
      <WorkTable maySettle={desk.may("work:settle")} />
    </HydrateClient>
  );
}
