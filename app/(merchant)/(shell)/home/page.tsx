import { getTranslations } from "next-intl/server";
import { HydrateClient, load, prefetch, trpc } from "@/app/_trpc/server";
import { ownPlace } from "../../_components/own-place";
import { type PageQuery, storeOf } from "../../_components/query-text";
import { LiveList } from "./_components/live-list";
import { MorePlaces } from "./_components/more-places";
import { NextPayoutCard } from "./_components/next-payout-card";
import { recentPayments } from "./_components/recent";
import { SecurityOffer } from "./_components/security-offer";
import { StandingAlert } from "./_components/standing-alert";
import { TodayCard } from "./_components/today-card";
import { WalletProgress } from "./_components/wallet-progress";

export async function generateMetadata() {
  const words = await getTranslations("merchant.home");
  return { title: words("title") };
}

export default async function HomePage({ searchParams }: { searchParams: PageQuery }) {
  const place = await ownPlace();
  const storeId = storeOf(await searchParams);
  const words = await getTranslations("merchant.home");
  const seesPayouts = place.may("payout:read");
  const [stores, merchant] = await Promise.all([
    load(trpc.merchants.stores.queryOptions({ limit: 50 })),
    load(trpc.merchants.own.queryOptions()),
    load(trpc.payments.todaySummary.queryOptions({ storeId })),
    load(trpc.payments.listPayments.queryOptions(recentPayments(storeId))),
    seesPayouts ? prefetch(trpc.settlement.statement.next.queryOptions()) : undefined,
  ]);
  const shops = stores.map(({ id, name }) => ({ id, name }));
  await prefetch(trpc.registration.ofStores.queryOptions({ storeIds: shops.map((shop) => shop.id) }));
  const counterStoreId = storeId ?? stores[0]?.id;
  return (
    <HydrateClient>
      <h1 className="sr-only">{words("title")}</h1>
      <StandingAlert merchant={merchant} />
      <div className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 content-start gap-5">
          <TodayCard storeId={storeId} />
          <LiveList
            key={storeId ?? "all"}
            storeId={storeId}
            counterStoreId={counterStoreId}
            withStore={storeId === undefined && stores.length > 1}
          />
        </div>
        <div className="grid content-start gap-5">
          <WalletProgress stores={shops} />
          {seesPayouts ? <NextPayoutCard /> : null}
          {place.unprotected && place.may("bank_account:change") ? <SecurityOffer /> : null}
          <MorePlaces seesTeam={place.may("team:read")} />
        </div>
      </div>
    </HydrateClient>
  );
}
