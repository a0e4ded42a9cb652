import { getTranslations } from "next-intl/server";
import { HydrateClient, load, prefetchPages, trpc } from "@/app/_trpc/server";
import { EndpointDetails } from "./_components/endpoint-details";

type EndpointPageProps = { params: Promise<{ endpoint: string }> };

export async function generateMetadata({ params }: EndpointPageProps) {
  const words = await getTranslations("integration.webhooks");
  const { endpoint: endpointId } = await params;
  const { name } = await load(trpc.webhooks.endpoint.queryOptions({ endpointId }));
  return { title: `${name} | ${words("title")}` };
}

export default async function EndpointPage({ params }: EndpointPageProps) {
  const { endpoint: endpointId } = await params;
  await load(trpc.webhooks.endpoint.queryOptions({ endpointId }));
  await prefetchPages(
    trpc.webhooks.deliveries.infiniteQueryOptions(
      { endpointId },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  return (
    <HydrateClient>
      <EndpointDetails endpointId={endpointId} />
    </HydrateClient>
  );
}
