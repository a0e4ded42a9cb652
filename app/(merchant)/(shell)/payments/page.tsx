import { getTranslations } from "next-intl/server";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownPlace } from "../../_components/own-place";
import type { PageQuery } from "../../_components/query-text";
import { DisputeNotice } from "./_components/dispute-notice";
import { readFilter } from "./_components/filter";
import { FilterForm } from "./_components/filter-form";
import { PaymentList } from "./_components/payment-list";

export async function generateMetadata() {
  const words = await getTranslations("payments.list");
  return { title: words("title") };
}

export default async function PaymentsPage({ searchParams }: { searchParams: PageQuery }) {
  const words = await getTranslations("payments.list");
  const filter = readFilter(await searchParams);
  const [stores, wallets, summary] = await Promise.all([
    load(trpc.merchants.stores.queryOptions({ limit: 100 })),
    load(trpc.merchants.wallets.queryOptions()),
    load(trpc.payments.todaySummary.queryOptions({ storeId: filter.input.storeId })),
    load(trpc.payments.listPayments.queryOptions(filter.input)),
  ]);
  return (
    <HydrateClient>
      <PageHeader title={words("title")} support={words("lead")} />
      {(await ownPlace()).may("dispute:read") ? <DisputeNotice /> : null}
      <FilterForm
        filter={filter}
        stores={stores.map(({ id, name }) => ({ value: id, label: name }))}
        wallets={wallets.map(({ id, name }) => ({ value: id, label: name }))}
        todayOn={summary.today.dayOn}
      />
      <PaymentList
        filter={filter}
        withStore={stores.length > 1 && filter.input.storeId === undefined}
        todayOn={summary.today.dayOn}
      />
    </HydrateClient>
  );
}
