import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { HydrateClient, load, prefetch, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownDesk } from "@/app/(operator)/_components/own-desk";
import { listItemsInput } from "@/server/settlement/reconciliation/items/schema";
import { ItemTable } from "./_components/item-table";
import { KindChips } from "./_components/kind-chips";
import { RoomTabs } from "./_components/room-tabs";

type ItemsProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reconciliation"))("title") };
}

export default async function ReconciliationPage({ searchParams }: ItemsProps) {
  const words = await getTranslations("reconciliation");
  const desk = await ownDesk();
  if (!desk.may("reconciliation:read")) return <NotYours title={words("title")} homeHref="/ops/review" />;
  const given = await searchParams;
  const asked =
    listItemsInput.safeParse({ ...given, closed: given.closed === "1" }).data ?? listItemsInput.parse({});
  await Promise.all([
    load(trpc.settlement.reconciliation.items.queryOptions(asked)),
    prefetch(trpc.settlement.reconciliation.kinds.queryOptions()),
  ]);
  return (
    <HydrateClient>
      <PageHeader title={words("title")} support={words("support")} />
      <RoomTabs active="items" />
      <KindChips asked={asked} />
      <ItemTable asked={asked} maySettle={desk.may("reconciliation:settle")} personId={desk.personId} />
    </HydrateClient>
  );
}
