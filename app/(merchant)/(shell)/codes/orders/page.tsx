import { getTranslations } from "next-intl/server";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownPlace } from "../../../_components/own-place";
import { type PageQuery, textOf } from "../../../_components/query-text";
import { OrderForm } from "./_components/order-form";
import { ParcelList } from "./_components/parcel-list";

export async function generateMetadata() {
  const words = await getTranslations("printing");
  return { title: words("title") };
}

export default async function OrdersPage({ searchParams }: { searchParams: PageQuery }) {
  const [words, codes, query] = [
    await getTranslations("printing"),
    await getTranslations("codes"),
    await searchParams,
  ];
  const place = await ownPlace();
  const input = { olderThan: textOf(query.after) };
  await load(trpc.printing.parcels.queryOptions(input));
  await load(trpc.areas.settings.queryOptions());
  return (
    <HydrateClient>
      <PageHeader
        back={{ href: "/codes", label: codes("title") }}
        title={words("title")}
        support={words("lead")}
      />
      <div className="grid grid-cols-1 gap-6">
        {place.may("code:manage") && input.olderThan === undefined ? (
          <OrderForm list={textOf(query.code) ?? ""} />
        ) : null}
        <ParcelList input={input} mayManage={place.may("code:manage")} />
      </div>
    </HydrateClient>
  );
}
