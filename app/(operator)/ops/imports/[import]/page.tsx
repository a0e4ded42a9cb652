import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { ImportRows } from "@/app/_components/imports/import-rows";
import { ImportView } from "@/app/_components/imports/import-view";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownDesk } from "@/app/(operator)/_components/own-desk";

type Props = { params: Promise<{ import: string }> };

export async function generateMetadata() {
  return { title: (await getTranslations("imports"))("networkTitle") };
}

export default async function NetworkImportPage({ params }: Props) {
  const words = await getTranslations("imports");
  const { may } = await ownDesk();
  if (!may("store:import")) return <NotYours title={words("networkTitle")} homeHref="/ops/review" />;
  const { import: importId } = await params;
  const view = await load(trpc.networkImports.get.queryOptions({ importId }));
  return (
    <HydrateClient>
      <PageHeader back={{ href: "/ops/imports", label: words("networkTitle") }} title={words("rows.title")} />
      <div className="grid grid-cols-1 gap-6">
        <ImportView side="operator" importId={importId} />
        {view.state === "refused" || view.state === "expired" ? null : (
          <ImportRows side="operator" importId={importId} />
        )}
      </div>
    </HydrateClient>
  );
}
