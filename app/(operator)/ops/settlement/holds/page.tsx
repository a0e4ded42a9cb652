import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { HydrateClient, prefetch, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownDesk } from "@/app/(operator)/_components/own-desk";
import { HeldPayouts } from "./_components/held-payouts";

type HoldsProps = { searchParams: Promise<{ after?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("terms.holds"))("title") };
}

export default async function HoldsPage({ searchParams }: HoldsProps) {
  const words = await getTranslations("terms.holds");
  const desk = await ownDesk();
  if (!desk.may("settlement:read")) return <NotYours title={words("title")} homeHref="/ops/review" />;
  const { after } = await searchParams;
  await prefetch(trpc.settlement.holds.list.queryOptions({ after }));
  return (
    <HydrateClient>
      <PageHeader
        title={words("title")}
        support={words("lead")}
        back={{ href: "/ops/settlement", label: (await getTranslations("settlement"))("backToRuns") }}
      />
      <HeldPayouts after={after} mayHold={desk.may("payout:hold")} />
    </HydrateClient>
  );
}
