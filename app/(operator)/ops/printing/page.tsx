import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownDesk } from "@/app/(operator)/_components/own-desk";
import { HandoverTable } from "./_components/handover-table";
import { ShipmentForm } from "./_components/shipment-form";
import { WaitingCard } from "./_components/waiting-card";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("printing.desk"))("title") };
}

export default async function PrintingPage() {
  const words = await getTranslations("printing.desk");
  const { may } = await ownDesk();
  if (!may("printing:read")) return <NotYours title={words("title")} homeHref="/ops/review" />;
  await load(trpc.printing.desk.queryOptions());
  const mayManage = may("printing:manage");
  return (
    <HydrateClient>
      <PageHeader title={words("title")} support={words("support")} />
      <div className="grid grid-cols-1 gap-6">
        <div className="grid grid-cols-1 gap-6 lg:grid-cols-2">
          <WaitingCard mayManage={mayManage} />
          {mayManage ? <ShipmentForm /> : null}
        </div>
        <HandoverTable mayManage={mayManage} />
      </div>
    </HydrateClient>
  );
}
