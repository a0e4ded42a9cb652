import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { filtersOf, merchantsAddress } from "@/app/_components/directory/address";
import { caller, HydrateClient, prefetch, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { listMerchantsInput } from "@/server/directory/schema";
import { ownDesk } from "../../_components/own-desk";
import { Announcements } from "./_components/announcements";
import { ExportForm } from "./_components/export-form";
import { FilterChips } from "./_components/filter-chips";
import { MerchantList } from "./_components/merchant-list";
import { SavedViews } from "./_components/saved-views";
import { SearchForm } from "./_components/search-form";

type MerchantsProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("directory"))("title") };
}

export default async function MerchantsPage({ searchParams }: MerchantsProps) {
  const query = await searchParams;
  const filters = filtersOf(query);
  const cursors = listMerchantsInput.pick({ olderThan: true, newerThan: true }).safeParse(query);
  const words = await getTranslations("directory");
  const { directory } = await caller();
  const { may } = await ownDesk();
  const { prefectureCode } = filters;
  const [page, managers, brands, tags, wallets, municipalities] = await Promise.all([
    directory.merchants({ ...filters, ...cursors.data }),
    directory.bulk.managers(),
    directory.bulk.brands(),
    directory.bulk.tags(),
    directory.growth.wallets(),
    prefectureCode === undefined ? [] : directory.growth.municipalities({ prefectureCode }),
    prefetch(trpc.directory.views.list.queryOptions()),
    prefetch(trpc.directory.announcements.list.queryOptions()),
  ]);
  const choices = { managers, brands, tags, wallets, municipalities };
  const rights = {
    organise: may("merchant:organise"),
    suspend: may("merchant:suspend"),
    announce: may("announcement:send"),
  };
  return (
    <HydrateClient>
      <PageHeader
        title={words("title")}
        support={words("support")}
        action={may("merchant:export") ? <ExportForm filters={filters} /> : undefined}
      />
      <SavedViews query={merchantsAddress(filters).split("?")[1] ?? ""} />
      <SearchForm key={merchantsAddress(filters)} filters={filters} choices={choices} />
      <FilterChips filters={filters} page={page} choices={choices} />
      <MerchantList filters={filters} page={page} rights={rights} managers={managers} />
      <Announcements mayStop={rights.announce} />
    </HydrateClient>
  );
}
