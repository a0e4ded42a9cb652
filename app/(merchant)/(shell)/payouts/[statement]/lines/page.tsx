import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { type PageQuery, textOf } from "@/app/(merchant)/_components/query-text";
import { statementLinesInput } from "@/server/settlement/statement/lines/schema";
import { ownPlace } from "../../../../_components/own-place";
import { LinesOf } from "./_components/lines-of";

type LinesPageProps = { params: Promise<{ statement: string }>; searchParams: PageQuery };

export async function generateMetadata() {
  return { title: (await getTranslations("payouts.entries"))("title") };
}

export default async function LinesPage({ params, searchParams }: LinesPageProps) {
  const { statement: statementId } = await params;
  const words = await getTranslations("payouts.entries");
  if (!(await ownPlace()).may("payout:read")) return <NotYours title={words("title")} homeHref="/home" />;
  const query = await searchParams;
  const { shape } = statementLinesInput;
  const after = textOf(query.after);
  const input = {
    statementId,
    kind: shape.kind.safeParse(textOf(query.kind)).data,
    storeId: shape.storeId.safeParse(textOf(query.store)).data,
    walletId: shape.walletId.safeParse(textOf(query.wallet)).data,
    dayOn: shape.dayOn.safeParse(textOf(query.day)).data,
    afterLine: after === undefined ? undefined : shape.afterLine.safeParse(Number(after)).data,
  };
  await load(trpc.settlement.statement.lines.queryOptions(input));
  const back = { href: `/payouts/${statementId}`, label: words("back") };
  return (
    <HydrateClient>
      <PageHeader title={words("title")} support={words("lead")} back={back} className="mb-4" />
      <LinesOf input={input} />
    </HydrateClient>
  );
}
