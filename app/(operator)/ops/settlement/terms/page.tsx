import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { NewRate } from "@/app/_components/settlement/new-rate";
import { ProposalList } from "@/app/_components/settlement/proposal-list";
import { HydrateClient, prefetch, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownDesk } from "@/app/(operator)/_components/own-desk";
import { PriceList } from "./_components/price-list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("terms"))("title") };
}

export default async function TermsPage() {
  const words = await getTranslations("terms");
  const desk = await ownDesk();
  if (!desk.may("terms:read")) return <NotYours title={words("title")} homeHref="/ops/review" />;
  await Promise.all([
    prefetch(trpc.settlement.terms.proposals.queryOptions({ state: "proposed" })),
    prefetch(trpc.settlement.terms.proposals.queryOptions({ state: "decided" })),
    prefetch(trpc.settlement.terms.rates.queryOptions()),
  ]);
  const mayPropose = desk.may("terms:propose");
  const mayDecide = desk.may("terms:approve");
  return (
    <HydrateClient>
      <PageHeader
        title={words("title")}
        support={words("lead")}
        back={{ href: "/ops/settlement", label: (await getTranslations("settlement"))("backToRuns") }}
        action={mayPropose ? <NewRate /> : undefined}
      />
      <div className="grid grid-cols-1 gap-6">
        <ProposalList state="proposed" mayDecide={mayDecide} />
        <PriceList mayPropose={mayPropose} />
        <ProposalList state="decided" mayDecide={mayDecide} />
      </div>
    </HydrateClient>
  );
}
