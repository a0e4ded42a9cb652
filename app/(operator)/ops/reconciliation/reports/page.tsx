import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownDesk } from "@/app/(operator)/_components/own-desk";
import { RoomTabs } from "../_components/room-tabs";
import { ReportTable } from "./_components/report-table";
import { UploadReports } from "./_components/upload-reports";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reconciliation"))("reports.title") };
}

export default async function ReportsPage() {
  const words = await getTranslations("reconciliation");
  const desk = await ownDesk();
  if (!desk.may("reconciliation:read")) return <NotYours title={words("title")} homeHref="/ops/review" />;
  await load(trpc.settlement.reconciliation.reports.queryOptions());
  return (
    <HydrateClient>
      <PageHeader title={words("reports.title")} support={words("reports.support")} />
      <RoomTabs active="reports" />
      <div className="grid grid-cols-1 gap-6">
        {desk.may("reconciliation:settle") ? <UploadReports /> : null}
        <ReportTable />
      </div>
    </HydrateClient>
  );
}
