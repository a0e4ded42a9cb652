import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownPlace } from "../../../../_components/own-place";
import { hrefOf, type PageQuery } from "../../../../_components/query-text";
import { monthOf } from "../_components/month";
import { MonthForm } from "../_components/month-form";
import { FranchiseeMonth } from "./_components/franchisee-month";

type FranchiseeProps = { params: Promise<{ grant: string }>; searchParams: PageQuery };

export async function generateMetadata() {
  return { title: (await getTranslations("chain.franchise"))("title") };
}

export default async function FranchiseePage({ params, searchParams }: FranchiseeProps) {
  const { grant: grantId } = await params;
  const words = await getTranslations("chain.franchise");
  if (!(await ownPlace()).may("chain:read")) return <NotYours title={words("title")} homeHref="/stores" />;
  const input = { grantId, month: monthOf((await searchParams).month) };
  const { name } = await load(trpc.franchisees.get.queryOptions(input));
  const back = { href: hrefOf("/stores/franchisees", { month: input.month }), label: words("title") };
  return (
    <HydrateClient>
      <PageHeader back={back} title={name} />
      <MonthForm month={input.month} />
      <FranchiseeMonth input={input} />
    </HydrateClient>
  );
}
