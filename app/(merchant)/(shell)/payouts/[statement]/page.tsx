import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { ownPlace } from "../../../_components/own-place";
import { StatementSheet } from "./_components/statement-sheet";

type StatementPageProps = { params: Promise<{ statement: string }> };

export async function generateMetadata({ params }: StatementPageProps) {
  const { statement: statementId } = await params;
  const place = await ownPlace();
  if (place.may("payout:read")) await load(trpc.settlement.statement.queryOptions({ statementId }));
  const words = await getTranslations("payouts");
  return { title: words("list") };
}

export default async function StatementPage({ params }: StatementPageProps) {
  const { statement: statementId } = await params;
  const place = await ownPlace();
  const words = await getTranslations("payouts");
  if (!place.may("payout:read")) return <NotYours title={words("title")} homeHref="/home" />;
  await load(trpc.settlement.statement.queryOptions({ statementId }));
  return (
    <HydrateClient>
      <StatementSheet statementId={statementId} merchantName={place.name} />
    </HydrateClient>
  );
}
