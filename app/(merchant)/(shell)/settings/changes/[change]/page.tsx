import { getTranslations } from "next-intl/server";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ChangeSheet } from "../_components/change-sheet";

export async function generateMetadata() {
  return { title: (await getTranslations("changes"))("title") };
}

export default async function ChangePage({ params }: { params: Promise<{ change: string }> }) {
  const { change: changeId } = await params;
  const words = await getTranslations("changes");
  const change = await load(trpc.changes.own.queryOptions({ changeId }));
  return (
    <HydrateClient>
      <PageHeader
        title={words(`kind.${change.kind}`)}
        support={words(`next.${change.kind}`)}
        back={{ href: "/settings/changes", label: words("backToList") }}
      />
      <ChangeSheet changeId={changeId} />
    </HydrateClient>
  );
}
