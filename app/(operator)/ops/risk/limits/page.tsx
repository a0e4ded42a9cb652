import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownDesk } from "@/app/(operator)/_components/own-desk";
import { ownTabs } from "../_components/own-tabs";
import { RiskTabs } from "../_components/risk-tabs";
import { AddLimit } from "./_components/add-limit";
import { LimitTable } from "./_components/limit-table";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("riskDesk"))("limits.title") };
}

export default async function LimitsPage() {
  const words = await getTranslations("riskDesk.limits");
  const desk = await ownDesk();
  if (!desk.may("risk:read")) return <NotYours title={words("title")} homeHref="/ops/review" />;
  const mayAct = desk.may("risk:act");
  await Promise.all([
    load(trpc.risk.limits.queryOptions()),
    mayAct ? load(trpc.directory.growth.wallets.queryOptions()) : null,
  ]);
  return (
    <HydrateClient>
      <PageHeader title={words("title")} support={words("support")} />
      <RiskTabs active="limits" shown={await ownTabs()} />
      <div className="grid grid-cols-1 gap-6">
        <LimitTable mayAct={mayAct} />
        {mayAct ? <AddLimit /> : null}
      </div>
    </HydrateClient>
  );
}
