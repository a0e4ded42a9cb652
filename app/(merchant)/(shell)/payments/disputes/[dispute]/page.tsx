import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { ownPlace } from "../../../../_components/own-place";
import { DisputeCase } from "./_components/dispute-case";

export async function generateMetadata() {
  const words = await getTranslations("disputes");
  return { title: words("title") };
}

export default async function DisputePage({ params }: { params: Promise<{ dispute: string }> }) {
  const { dispute: disputeId } = await params;
  const words = await getTranslations("disputes");
  const place = await ownPlace();
  if (!place.may("dispute:read")) return <NotYours title={words("title")} homeHref="/payments" />;
  await load(trpc.disputes.getOwn.queryOptions({ disputeId }));
  return (
    <HydrateClient>
      <DisputeCase disputeId={disputeId} mayAnswer={place.may("dispute:answer")} />
    </HydrateClient>
  );
}
