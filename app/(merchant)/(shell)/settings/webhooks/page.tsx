import { getTranslations } from "next-intl/server";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { LinkButton } from "@/app/_ui/link-button";
import { PageHeader } from "@/app/_ui/page-header";
import { CreateEndpoint } from "./_components/create-endpoint";
import { EndpointList } from "./_components/endpoint-list";

export async function generateMetadata() {
  const words = await getTranslations("integration.webhooks");
  return { title: words("title") };
}

export default async function WebhooksPage() {
  const words = await getTranslations("integration.webhooks");
  const settings = await getTranslations("merchant.settings");
  const keys = await getTranslations("integration.keys");
  await load(trpc.webhooks.list.queryOptions());
  return (
    <HydrateClient>
      <PageHeader
        back={{ href: "/settings", label: settings("title") }}
        title={words("title")}
        support={words("lead")}
        action={<CreateEndpoint />}
      />
      <EndpointList />
      <LinkButton href="/docs/api#webhooks" variant="quiet" className="mt-4">
        {keys("docs")}
      </LinkButton>
    </HydrateClient>
  );
}
