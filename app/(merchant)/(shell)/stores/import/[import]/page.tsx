import { getTranslations } from "next-intl/server";
import { ImportRows } from "@/app/_components/imports/import-rows";
import { ImportView } from "@/app/_components/imports/import-view";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownPlace } from "../../../../_components/own-place";

type Props = { params: Promise<{ import: string }> };

export async function generateMetadata() {
  return { title: (await getTranslations("imports"))("title") };
}

export default async function OneImportPage({ params }: Props) {
  await ownPlace();
  const words = await getTranslations("imports");
  const { import: importId } = await params;
  const view = await load(trpc.imports.get.queryOptions({ importId }));
  return (
    <HydrateClient>
      <PageHeader back={{ href: "/stores/import", label: words("title") }} title={words("rows.title")} />
      <div className="grid grid-cols-1 gap-6">
        <ImportView side="merchant" importId={importId} />
        {view.state === "refused" || view.state === "expired" ? null : (
          <ImportRows side="merchant" importId={importId} />
        )}
      </div>
    </HydrateClient>
  );
}
