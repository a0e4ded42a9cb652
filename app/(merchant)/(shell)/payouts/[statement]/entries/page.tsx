import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { hrefOf, type PageQuery, textOf } from "@/app/(merchant)/_components/query-text";
import { statementEntriesInput } from "@/server/settlement/papers/schema";
import { ownPlace } from "../../../../_components/own-place";
import { EntryList } from "./_components/entry-list";

type EntriesPageProps = { params: Promise<{ statement: string }>; searchParams: PageQuery };

export async function generateMetadata() {
  const words = await getTranslations("payouts.entries");
  return { title: words("title") };
}

export default async function EntriesPage({ params, searchParams }: EntriesPageProps) {
  const { statement: statementId } = await params;
  const words = await getTranslations("payouts.entries");
  if (!(await ownPlace()).may("payout:read")) return <NotYours title={words("title")} homeHref="/home" />;
  const query = await searchParams;
  const { shape } = statementEntriesInput;
  const input = {
    statementId,
    kind: shape.kind.safeParse(textOf(query.kind)).data,
    storeId: shape.storeId.safeParse(textOf(query.store)).data,
    walletId: shape.walletId.safeParse(textOf(query.wallet)).data,
    dayOn: shape.dayOn.safeParse(textOf(query.day)).data,
    after: shape.after.safeParse(textOf(query.after)).data,
  };
  await load(trpc.settlement.papers.entries.queryOptions(input));
  const back = hrefOf(`/payouts/${statementId}`, {});
  return (
    <HydrateClient>
      <PageHeader
        title={words("title")}
        support={words("lead")}
        back={{ href: back, label: words("back") }}
        className="mb-4"
      />
      <EntryList input={input} />
    </HydrateClient>
  );
}
