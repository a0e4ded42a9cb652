import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { HydrateClient, load, prefetch, trpc } from "@/app/_trpc/server";
import { ownPlace } from "../../../_components/own-place";
import { FIRST_LINES, FIRST_STORES } from "../_components/page-sizes.data";
import { StatementSheet } from "./_components/statement-sheet";

type StatementPageProps = { params: Promise<{ statement: string }> };

export async function generateMetadata({ params }: StatementPageProps) {
  const { statement: statementId } = await params;
  const place = await ownPlace();
  if (place.may("payout:read")) await load(trpc.settlement.statement.get.queryOptions({ statementId }));
  const words = await getTranslations("payouts");
  return { title: words("list") };
}

export default async function StatementPage({ params }: StatementPageProps) {
  const { statement: statementId } = await params;
  const place = await ownPlace();
  const words = await getTranslations("payouts");
  if (!place.may("payout:read")) return <NotYours title={words("title")} homeHref="/home" />;
  const { breakdown, get, lines, stores } = trpc.settlement.statement;
  await load(get.queryOptions({ statementId }));
  await Promise.all([
    prefetch(breakdown.queryOptions({ statementId })),
    prefetch(stores.queryOptions({ statementId, limit: FIRST_STORES })),
    prefetch(lines.queryOptions({ statementId, limit: FIRST_LINES })),
    prefetch(trpc.settlement.papers.files.queryOptions({ statementId })),
  ]);
  return (
    <HydrateClient>
      <StatementSheet statementId={statementId} merchantName={place.name} />
    </HydrateClient>
  );
}
