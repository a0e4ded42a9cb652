import { getTranslations } from "next-intl/server";
import { load, trpc } from "@/app/_trpc/server";
import { type PageQuery, textOf } from "../../../_components/query-text";
import { TallySheet } from "./_components/tally-sheet";

type TallyPageProps = { params: Promise<{ store: string }>; searchParams: PageQuery };

export async function generateMetadata({ params }: TallyPageProps) {
  const words = await getTranslations("merchant.counter");
  const { name } = await load(trpc.merchants.store.queryOptions({ storeId: (await params).store }));
  return { title: words("tallyTitle", { store: name }) };
}

export default async function TallyPage({ params, searchParams }: TallyPageProps) {
  const { store: storeId } = await params;
  const dayOn = textOf((await searchParams).day);
  const tally = await load(trpc.payments.dayTally.queryOptions({ storeId, dayOn }));
  return <TallySheet storeId={storeId} tally={tally} />;
}
