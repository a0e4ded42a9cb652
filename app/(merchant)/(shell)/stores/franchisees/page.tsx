import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { caller, HydrateClient, load, trpc } from "@/app/_trpc/server";
import { ownPlace } from "../../../_components/own-place";
import { type PageQuery, textOf } from "../../../_components/query-text";
import { StoresHeader } from "../_components/stores-header";
import { Franchisees } from "./_components/franchisees";
import { monthOf } from "./_components/month";
import { MonthForm } from "./_components/month-form";

export async function generateMetadata() {
  return { title: (await getTranslations("chain.franchise"))("title") };
}

export default async function FranchiseesPage({ searchParams }: { searchParams: PageQuery }) {
  const place = await ownPlace();
  const words = await getTranslations("chain.franchise");
  const own = await (await caller()).franchise.own();
  if (!place.may("chain:read")) return <NotYours title={words("title")} homeHref="/stores" />;
  if (!own?.isHeadOffice)
    return <NotYours title={words("title")} homeHref="/stores" why={words("notHeadOffice")} />;
  const query = await searchParams;
  const input = { month: monthOf(query.month), afterId: textOf(query.after) };
  await load(trpc.franchisees.list.queryOptions(input));
  return (
    <HydrateClient>
      <StoresHeader title={words("title")} support={words("lead")} />
      <MonthForm month={input.month} />
      <Franchisees input={input} />
    </HydrateClient>
  );
}
