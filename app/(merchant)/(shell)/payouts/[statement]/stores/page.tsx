import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { type PageQuery, textOf } from "@/app/(merchant)/_components/query-text";
import { ownPlace } from "../../../../_components/own-place";
import { StoresOf } from "./_components/stores-of";

type StoresPageProps = { params: Promise<{ statement: string }>; searchParams: PageQuery };

export async function generateMetadata() {
  return { title: (await getTranslations("payouts"))("byStore") };
}

export default async function StoresPage({ params, searchParams }: StoresPageProps) {
  const { statement: statementId } = await params;
  const words = await getTranslations("payouts");
  if (!(await ownPlace()).may("payout:read")) return <NotYours title={words("byStore")} homeHref="/home" />;
  const after = /^(-?\d{1,18}) (sto_\w{1,40})$/.exec(textOf((await searchParams).after) ?? "");
  const input = {
    statementId,
    afterMinor: after?.[1] === undefined ? undefined : BigInt(after[1]),
    afterStore: after?.[2],
  };
  await load(trpc.settlement.statement.stores.queryOptions(input));
  const back = { href: `/payouts/${statementId}`, label: words("entries.back") };
  return (
    <HydrateClient>
      <PageHeader title={words("byStore")} support={words("byStoreLead")} back={back} className="mb-4" />
      <StoresOf input={input} />
    </HydrateClient>
  );
}
