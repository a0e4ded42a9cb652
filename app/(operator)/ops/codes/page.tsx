import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownDesk } from "@/app/(operator)/_components/own-desk";
import { watchedOf } from "./_components/address";
import { WatchFilters } from "./_components/watch-filters";
import { WatchedCodes } from "./_components/watched-codes";

type Query = Promise<Record<string, string | string[] | undefined>>;

export async function generateMetadata() {
  return { title: (await getTranslations("ops.codes"))("title") };
}

export default async function CodesPage({ searchParams }: { searchParams: Query }) {
  const words = await getTranslations("ops.codes");
  const { may } = await ownDesk();
  if (!may("merchant:list")) return <NotYours title={words("title")} homeHref="/ops/review" />;
  const input = watchedOf(await searchParams);
  await load(trpc.directory.watch.list.queryOptions(input));
  return (
    <HydrateClient>
      <PageHeader title={words("title")} support={words("lead")} />
      <WatchFilters input={input} />
      <WatchedCodes input={input} mayNote={may("merchant:organise")} />
    </HydrateClient>
  );
}
