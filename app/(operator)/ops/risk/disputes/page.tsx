import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { caller } from "@/app/_trpc/server";
import { Chip, ChipRow } from "@/app/_ui/chip";
import { PageHeader } from "@/app/_ui/page-header";
import { ownDesk } from "@/app/(operator)/_components/own-desk";
import { DISPUTE_STATES } from "@/server/payments/disputes/rules";
import { listDisputesInput } from "@/server/payments/disputes/schema";
import { ownTabs } from "../_components/own-tabs";
import { RiskTabs } from "../_components/risk-tabs";
import { DisputeTable } from "./_components/dispute-table";

type DisputesProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("riskDesk"))("disputes.title") };
}

export default async function DisputesPage({ searchParams }: DisputesProps) {
  const words = await getTranslations("riskDesk.disputes");
  if (!(await ownDesk()).may("dispute:list"))
    return <NotYours title={words("title")} homeHref="/ops/review" />;
  const asked = listDisputesInput.safeParse(await searchParams).data ?? {};
  const page = await (await caller()).disputes.list(asked);
  return (
    <>
      <PageHeader title={words("title")} support={words("support")} />
      <RiskTabs active="disputes" shown={await ownTabs()} />
      <ChipRow label={words("state")} className="mb-3">
        <Chip href="/ops/risk/disputes" active={asked.state === undefined}>
          {words("all")}
        </Chip>
        {DISPUTE_STATES.map((state) => (
          <Chip key={state} href={`/ops/risk/disputes?state=${state}`} active={state === asked.state}>
            {words(`states.${state}`)}
          </Chip>
        ))}
      </ChipRow>
      <DisputeTable page={page} asked={asked} />
    </>
  );
}
