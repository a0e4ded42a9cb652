import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { caller } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { TextLink } from "@/app/_ui/text-link";
import { ownDesk } from "@/app/(operator)/_components/own-desk";
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
  return (
    <>
      <PageHeader title={found.dispute.merchantName} support={words(`states.${found.dispute.state}`)} />
      <DisputeFacts found={found} />
      <p className="mt-4">
        <TextLink href="/ops/risk/disputes">{words("back")}</TextLink>
      </p>
    </>
  );
}
