import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { ImportList } from "@/app/_components/imports/import-list";
import { ImportSend } from "@/app/_components/imports/import-send";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownPlace } from "../../../_components/own-place";

export async function generateMetadata() {
  return { title: (await getTranslations("imports"))("title") };
}

export default async function ImportPage() {
  const place = await ownPlace();
  const words = await getTranslations("imports");
  const stores = await getTranslations("merchant.stores");
  if (!place.may("chain:read")) return <NotYours title={words("title")} homeHref="/stores" />;
  await load(trpc.imports.list.queryOptions({}));
  return (
    <HydrateClient>
      <PageHeader
        back={{ href: "/stores", label: stores("title") }}
        title={words("title")}
        support={words("lead")}
      />
      <div className="grid gap-6">
        {place.may("chain:manage") ? <ImportSend side="merchant" /> : null}
        <ImportList side="merchant" />
      </div>
    </HydrateClient>
  );
}
