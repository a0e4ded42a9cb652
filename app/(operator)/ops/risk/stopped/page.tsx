import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { caller } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownDesk } from "@/app/(operator)/_components/own-desk";
import { securityEventsInput } from "@/server/directory/schema";
import { ownTabs } from "../_components/own-tabs";
import { RiskTabs } from "../_components/risk-tabs";
import { SecurityEvents } from "./_components/security-events";
import { Suspended } from "./_components/suspended";

type RiskProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("ops"))("risk.title") };
}

export default async function RiskPage({ searchParams }: RiskProps) {
  const words = await getTranslations("ops.risk");
  if (!(await ownDesk()).may("risk:read")) return <NotYours title={words("title")} homeHref="/ops/review" />;
  const cursor = securityEventsInput.pick({ olderThan: true }).safeParse(await searchParams).data;
  const { directory } = await caller();
  const [suspended, page] = await Promise.all([
    directory.suspended(),
    directory.securityEvents({ ...cursor }),
  ]);
  return (
    <>
      <PageHeader title={words("title")} support={words("support")} />
      <RiskTabs active="stopped" shown={await ownTabs()} />
      <div className="grid grid-cols-1 gap-6">
        <Suspended suspended={suspended} />
        <SecurityEvents page={page} isFirst={cursor?.olderThan === undefined} />
      </div>
    </>
  );
}
