import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { LinkButton } from "@/app/_ui/link-button";
import { PageHeader } from "@/app/_ui/page-header";
import { ownPlace } from "../../_components/own-place";
import { type PageQuery, textOf } from "../../_components/query-text";
import { NextPayout } from "./_components/next-payout";
import { StatementList } from "./_components/statement-list";

export async function generateMetadata() {
  const words = await getTranslations("payouts");
  return { title: words("title") };
}

export default async function PayoutsPage({ searchParams }: { searchParams: PageQuery }) {
  const words = await getTranslations("payouts");
  if (!(await ownPlace()).may("payout:read")) return <NotYours title={words("title")} homeHref="/home" />;
  const before = textOf((await searchParams).before);
  await Promise.all([
    load(trpc.settlement.statement.next.queryOptions()),
    load(trpc.settlement.statement.list.queryOptions({ before })),
  ]);
  return (
    <HydrateClient>
      <PageHeader
        title={words("title")}
        support={words("lead")}
        action={
          <LinkButton variant="secondary" href="/payouts/dates">
            {words("dates.open")}
          </LinkButton>
        }
      />
      <div className="grid gap-8">
        {before === undefined ? <NextPayout /> : null}
        <StatementList before={before} />
      </div>
    </HydrateClient>
  );
}
