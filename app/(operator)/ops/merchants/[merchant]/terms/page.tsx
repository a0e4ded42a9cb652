import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { ProposalList } from "@/app/_components/settlement/proposal-list";
import { HydrateClient, load, prefetch, trpc } from "@/app/_trpc/server";
import { ownDesk } from "@/app/(operator)/_components/own-desk";
import { MerchantFeePlan } from "./_components/fee-plan";
import { Schedule } from "./_components/schedule";
import { TermsTitle } from "./_components/terms-title";
import { Versions } from "./_components/versions";

type TermsProps = { params: Promise<{ merchant: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("terms"))("title") };
}

export default async function MerchantTermsPage({ params }: TermsProps) {
  const { merchant: merchantId } = await params;
  const words = await getTranslations("terms");
  const desk = await ownDesk();
  if (!desk.may("terms:read")) return <NotYours title={words("title")} homeHref="/ops/merchants" />;
  await load(trpc.settlement.terms.merchant.queryOptions({ merchantId }));
  const mayPropose = desk.may("terms:propose");
  await Promise.all([
    mayPropose ? prefetch(trpc.settlement.terms.rates.queryOptions()) : null,
    prefetch(trpc.settlement.feePlan.of.queryOptions({ merchantId })),
    prefetch(trpc.settlement.calendar.schedule.queryOptions({ merchantId })),
    prefetch(trpc.settlement.terms.proposals.queryOptions({ state: "proposed", merchantId })),
    prefetch(trpc.settlement.terms.proposals.queryOptions({ state: "decided", merchantId })),
  ]);
  const mayDecide = desk.may("terms:approve");
  return (
    <HydrateClient>
      <TermsTitle merchantId={merchantId} mayPropose={mayPropose} mayHold={desk.may("payout:hold")} />
      <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 grid-cols-1 gap-6">
          <ProposalList state="proposed" merchantId={merchantId} mayDecide={mayDecide} />
          <Versions merchantId={merchantId} mayPropose={mayPropose} />
          <MerchantFeePlan merchantId={merchantId} mayPropose={mayPropose} />
          <ProposalList state="decided" merchantId={merchantId} mayDecide={mayDecide} />
        </div>
        <Schedule merchantId={merchantId} />
      </div>
    </HydrateClient>
  );
}
