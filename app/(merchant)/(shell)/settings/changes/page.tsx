import { getTranslations } from "next-intl/server";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ChangeList } from "./_components/change-list";

export async function generateMetadata() {
  return { title: (await getTranslations("changes"))("title") };
}

export default async function ChangesPage() {
  const words = await getTranslations("changes");
  await load(trpc.changes.overview.queryOptions());
  return (
    <HydrateClient>
      <PageHeader
        title={words("title")}
        support={words("lead")}
        back={{ href: "/settings", label: words("back") }}
      />
      <ChangeList />
    </HydrateClient>
  );
}
