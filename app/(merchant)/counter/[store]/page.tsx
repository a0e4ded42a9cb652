import { getTranslations } from "next-intl/server";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { groupCode } from "@/server/codes/rules";
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
  const [codes] = await Promise.all([
    load(trpc.codes.list.queryOptions({ storeId, limit: 100 })),
    load(trpc.payments.listPayments.queryOptions(latestPayments(storeId))),
  ]);
  const tills = codes
    .filter(({ state }) => state !== "retired")
    .map(({ code, counterName }) => ({
      value: code,
      label: counterName === "" ? groupCode(code) : counterName,
    }));
  return (
    <HydrateClient>
      <CounterScreen storeId={storeId} storeName={store.name} tills={tills} />
    </HydrateClient>
  );
}
