import { getTranslations } from "next-intl/server";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { CounterScreen } from "./_components/counter-screen";
import { latestPayments } from "./_components/latest";

type CounterPageProps = { params: Promise<{ store: string }> };

export async function generateMetadata({ params }: CounterPageProps) {
  const words = await getTranslations("merchant.counter");
  const { name } = await load(trpc.merchants.store.queryOptions({ storeId: (await params).store }));
  return { title: words("title", { store: name }) };
}

export default async function CounterPage({ params }: CounterPageProps) {
  const { store: storeId } = await params;
  const store = await load(trpc.merchants.store.queryOptions({ storeId }));
  await load(trpc.payments.listPayments.queryOptions(latestPayments(storeId)));
  return (
    <HydrateClient>
      <CounterScreen storeId={storeId} storeName={store.name} />
    </HydrateClient>
  );
}
