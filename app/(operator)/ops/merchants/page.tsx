import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { filtersOf } from "@/app/_components/directory/address";
import { caller } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { listMerchantsInput } from "@/server/directory/schema";
import { FilterChips } from "./_components/filter-chips";
import { MerchantTable } from "./_components/merchant-table";
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
  const page = await (await caller()).directory.merchants({ ...filters, ...cursors.data });
  return (
    <>
      <PageHeader title={words("title")} support={words("support")} />
      <SearchForm filters={filters} />
      <FilterChips filters={filters} count={page.count} />
      <MerchantTable filters={filters} page={page} />
    </>
  );
}
