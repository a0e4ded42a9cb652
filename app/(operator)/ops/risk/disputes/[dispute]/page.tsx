import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { caller } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { StateBadge } from "@/app/_ui/state-badge";
import { ownDesk } from "@/app/(operator)/_components/own-desk";
import { DESK_TONES } from "../_components/desk-tone";
import { DisputeFacts } from "./_components/dispute-facts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("riskDesk"))("disputes.title") };
}

export default async function DisputePage({ params }: { params: Promise<{ dispute: string }> }) {
  const words = await getTranslations("riskDesk.disputes");
  if (!(await ownDesk()).may("dispute:list"))
    return <NotYours title={words("title")} homeHref="/ops/review" />;
  const { dispute: disputeId } = await params;
  const found = await (await caller()).disputes.get({ disputeId });
  const { merchantName, storeName, state } = found.dispute;
  return (
    <>
      <PageHeader
        back={{ href: "/ops/risk/disputes", label: words("title") }}
        title={merchantName}
        support={storeName}
        action={<StateBadge tone={DESK_TONES[state]}>{words(`states.${state}`)}</StateBadge>}
      />
      <DisputeFacts found={found} />
    </>
  );
}
