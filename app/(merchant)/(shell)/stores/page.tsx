import { getTranslations } from "next-intl/server";
import { HydrateClient, load, prefetch, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownPlace } from "../../_components/own-place";
import { hrefOf, type PageQuery, textOf } from "../../_components/query-text";
import { ChainActions } from "./_components/chain-actions";
import { MoreStores } from "./_components/more-stores";
import { NoStores } from "./_components/no-stores";
import { StoreCard } from "./_components/store-card";
import { StoreFilters } from "./_components/store-filters";

const STORES_A_PAGE = 30;

export async function generateMetadata() {
  const words = await getTranslations("merchant.stores");
  return { title: words("title") };
}

export default async function StoresPage({ searchParams }: { searchParams: PageQuery }) {
  const place = await ownPlace();
  const words = await getTranslations("merchant.stores");
  const query = await searchParams;
  const [afterId, areaId, text] = [textOf(query.after), textOf(query.area), textOf(query.q)];
  const page = trpc.merchants.stores.queryOptions({ afterId, areaId, text, limit: STORES_A_PAGE });
  const stores = await load(page);
  const areas = await load(trpc.areas.list.queryOptions());
  const franchise = await load(trpc.franchise.own.queryOptions());
  const storeIds = stores.map(({ id }) => id);
  await prefetch(trpc.registration.ofStores.queryOptions({ storeIds }));
  const last = stores.length === STORES_A_PAGE ? stores.at(-1)?.id : undefined;
  return (
    <HydrateClient>
      <PageHeader
        title={words("title")}
        support={words("lead")}
        action={
          place.may("chain:read") ? (
            <ChainActions hasFranchisees={franchise?.isHeadOffice ?? false} />
          ) : undefined
        }
      />
      <StoreFilters areas={areas} areaId={areaId} text={text} />
      {stores.length === 0 ? (
        <NoStores isFiltered={areaId !== undefined || text !== undefined} />
      ) : (
        <ul className="grid gap-5 lg:grid-cols-2">
          {stores.map((store) => (
            <li key={store.id}>
              <StoreCard store={store} pageOfIds={storeIds} mayCorrect={place.may("store:correct")} />
            </li>
          ))}
        </ul>
      )}
      {last === undefined ? null : (
        <MoreStores href={hrefOf("/stores", { area: areaId, q: text, after: last })} />
      )}
    </HydrateClient>
  );
}
