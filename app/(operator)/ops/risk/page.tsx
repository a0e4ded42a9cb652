import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { Chip, ChipRow } from "@/app/_ui/chip";
import { PageHeader } from "@/app/_ui/page-header";
import { ownDesk } from "@/app/(operator)/_components/own-desk";
import { listAlertsInput } from "@/server/payments/risk/schema";
import { AlertTable } from "./_components/alert-table";
import { ownTabs } from "./_components/own-tabs";
import { RiskTabs } from "./_components/risk-tabs";

type RiskProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("riskDesk"))("alerts.title") };
}

export default async function RiskPage({ searchParams }: RiskProps) {
  const words = await getTranslations("riskDesk.alerts");
  const desk = await ownDesk();
  if (!desk.may("risk:read")) {
    if (desk.may("dispute:list")) redirect("/ops/risk/disputes");
    return <NotYours title={words("title")} homeHref="/ops/review" />;
  }
  const asked = listAlertsInput.safeParse(await searchParams).data ?? listAlertsInput.parse({});
  await load(trpc.risk.alerts.queryOptions(asked));
  return (
    <HydrateClient>
      <PageHeader title={words("title")} support={words("support")} />
      <RiskTabs active="alerts" shown={await ownTabs()} />
      <ChipRow label={words("list")} className="mb-3">
        {(["open", "closed"] as const).map((state) => (
          <Chip key={state} href={`/ops/risk?state=${state}`} active={state === asked.state}>
            {words(state)}
          </Chip>
        ))}
      </ChipRow>
      <AlertTable asked={asked} mayAct={desk.may("risk:act")} />
    </HydrateClient>
  );
}
