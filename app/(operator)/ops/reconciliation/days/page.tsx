import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { caller, HydrateClient, load, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownDesk } from "@/app/(operator)/_components/own-desk";
import { listDaysInput } from "@/server/settlement/reconciliation/days/schema";
import { RoomTabs } from "../_components/room-tabs";
import { Balances } from "./_components/balances";
import { DayTable } from "./_components/day-table";
import { ReceivableDays } from "./_components/receivable-days";
import { Standing } from "./_components/standing";

type DaysProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reconciliation"))("days.title") };
}

export default async function ClearingDaysPage({ searchParams }: DaysProps) {
  const words = await getTranslations("reconciliation");
  const desk = await ownDesk();
  if (!desk.may("reconciliation:read")) return <NotYours title={words("title")} homeHref="/ops/review" />;
  const asked = listDaysInput.safeParse(await searchParams).data ?? listDaysInput.parse({});
  const [, books, standing] = await Promise.all([
    load(trpc.settlement.reconciliation.days.queryOptions(asked)),
    (await caller()).directory.clearing(),
    (await caller()).settlement.reconciliation.standing(),
  ]);
  return (
    <HydrateClient>
      <PageHeader title={words("days.title")} support={words("days.support")} />
      <RoomTabs active="days" />
      <div className="grid grid-cols-1 gap-6">
        <Standing standing={standing} />
        <DayTable asked={asked} maySettle={desk.may("reconciliation:settle")} />
        <Balances clearing={books.clearing} receivables={books.receivables} />
        <ReceivableDays days={books.days} wallets={books.receivables} />
      </div>
    </HydrateClient>
  );
}
