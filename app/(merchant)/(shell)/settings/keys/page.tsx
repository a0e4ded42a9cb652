import { getTranslations } from "next-intl/server";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { LinkButton } from "@/app/_ui/link-button";
import { PageHeader } from "@/app/_ui/page-header";
import { CreateKey } from "./_components/create-key";
import { KeyList } from "./_components/key-list";

export async function generateMetadata() {
  const words = await getTranslations("integration.keys");
  return { title: words("title") };
}

export default async function KeysPage() {
  const words = await getTranslations("integration.keys");
  const settings = await getTranslations("merchant.settings");
  await load(trpc.keys.list.queryOptions());
  return (
    <HydrateClient>
      <PageHeader
        back={{ href: "/settings", label: settings("title") }}
        title={words("title")}
        support={words("lead")}
        action={<CreateKey />}
      />
      <KeyList />
      <LinkButton href="/docs/api" variant="quiet" className="mt-4">
        {words("docs")}
      </LinkButton>
    </HydrateClient>
  );
}
