import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { type PageQuery, textOf } from "@/app/(merchant)/_components/query-text";
import { ownPlace } from "../../../../../_components/own-place";
import { EntryList } from "./_components/entry-list";

type EntriesPageProps = {
  params: Promise<{ statement: string; line: string }>;
  searchParams: PageQuery;
};

export async function generateMetadata() {
  return { title: (await getTranslations("payouts.entries"))("entriesTitle") };
}

export default async function EntriesPage({ params, searchParams }: EntriesPageProps) {
  const { statement: statementId, line } = await params;
  const words = await getTranslations("payouts.entries");
  if (!(await ownPlace()).may("payout:read"))
    return <NotYours title={words("entriesTitle")} homeHref="/home" />;
  const input = { statementId, line: Number(line), after: textOf((await searchParams).after) };
  await load(trpc.settlement.statement.entries.queryOptions(input));
  const back = { href: `/payouts/${statementId}/lines`, label: words("backToLines") };
  return (
    <HydrateClient>
      <PageHeader title={words("entriesTitle")} support={words("entriesLead")} back={back} className="mb-4" />
      <EntryList input={input} />
    </HydrateClient>
  );
}
