import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { ImportList } from "@/app/_components/imports/import-list";
import { ImportSend } from "@/app/_components/imports/import-send";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { ownPlace } from "../../../_components/own-place";
import { StoresHeader } from "../_components/stores-header";

export async function generateMetadata() {
  return { title: (await getTranslations("imports"))("title") };
}

export default async function ImportPage() {
  const place = await ownPlace();
  const words = await getTranslations("imports");
  if (!place.may("chain:read")) return <NotYours title={words("title")} homeHref="/stores" />;
  await load(trpc.imports.list.queryOptions({}));
  return (
    <HydrateClient>
      <StoresHeader title={words("title")} support={words("lead")} />
      <div className="grid gap-6">
        {place.may("chain:manage") ? <ImportSend side="merchant" /> : null}
        <ImportList side="merchant" />
      </div>
    </HydrateClient>
  );
}
