import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { HydrateClient, load, prefetch, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownDesk } from "@/app/(operator)/_components/own-desk";
import { RoomTabs } from "../_components/room-tabs";
import { AddReceipt } from "./_components/add-receipt";
import { ImportStatement } from "./_components/import-statement";
import { ReceiptTable } from "./_components/receipt-table";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reconciliation"))("money.title") };
}

export default async function NetworkMoneyPage() {
  const words = await getTranslations("reconciliation");
  const desk = await ownDesk();
  if (!desk.may("reconciliation:read")) return <NotYours title={words("title")} homeHref="/ops/review" />;
  const maySettle = desk.may("reconciliation:settle");
  await Promise.all([
    load(trpc.settlement.reconciliation.receipts.queryOptions()),
    prefetch(trpc.settlement.reconciliation.days.queryOptions({ limit: 100 })),
  ]);
  return (
    <HydrateClient>
      <PageHeader title={words("money.title")} support={words("money.support")} />
      <RoomTabs active="money" />
      <div className="grid grid-cols-1 gap-6">
        <ReceiptTable maySettle={maySettle} />
        {maySettle ? (
          <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-2">
            <ImportStatement />
            <AddReceipt />
          </div>
        ) : null}
      </div>
    </HydrateClient>
  );
}
