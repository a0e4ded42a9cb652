import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { caller, HydrateClient, load, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownPlace } from "../../../_components/own-place";
import { type PageQuery, textOf } from "../../../_components/query-text";
import { Franchisees } from "./_components/franchisees";
import { monthOf } from "./_components/month";
import { MonthForm } from "./_components/month-form";

export async function generateMetadata() {
  return { title: (await getTranslations("chain.franchise"))("title") };
}

export default async function FranchiseesPage({ searchParams }: { searchParams: PageQuery }) {
  const place = await ownPlace();
  const words = await getTranslations("chain.franchise");
  const stores = await getTranslations("merchant.stores");
  const own = await (await caller()).franchise.own();
  if (!place.may("chain:read") || !own?.isHeadOffice)
    return <NotYours title={words("title")} homeHref="/stores" />;
  const query = await searchParams;
  const input = { month: monthOf(query.month), afterId: textOf(query.after) };
  await load(trpc.franchisees.list.queryOptions(input));
  return (
    <HydrateClient>
      <PageHeader
        back={{ href: "/stores", label: stores("title") }}
        title={words("title")}
        support={words("lead")}
      />
      <MonthForm month={input.month} />
      <Franchisees input={input} />
    </HydrateClient>
  );
}
