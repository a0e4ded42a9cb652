import { getTranslations } from "next-intl/server";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { TextLink } from "@/app/_ui/text-link";
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
      <TextLink href="/docs/api" className="mt-4 inline-flex min-h-11 items-center">
        {words("docs")}
      </TextLink>
    </HydrateClient>
  );
}
