import { getTranslations } from "next-intl/server";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { TextLink } from "@/app/_ui/text-link";
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
      <TextLink href="/docs/api#webhooks" className="mt-4 inline-flex min-h-11 items-center">
        {keys("docs")}
      </TextLink>
    </HydrateClient>
  );
}
