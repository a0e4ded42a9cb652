import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { ImportList } from "@/app/_components/imports/import-list";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownDesk } from "@/app/(operator)/_components/own-desk";
import { NetworkSend } from "./_components/network-send";

export async function generateMetadata() {
  return { title: (await getTranslations("imports"))("networkTitle") };
}

export default async function NetworkImportsPage() {
  const words = await getTranslations("imports");
  const { may } = await ownDesk();
  if (!may("store:import")) return <NotYours title={words("networkTitle")} homeHref="/ops/review" />;
  await load(trpc.networkImports.list.queryOptions({}));
  return (
    <HydrateClient>
      <PageHeader title={words("networkTitle")} support={words("lead")} />
      <div className="grid grid-cols-1 gap-6">
        <NetworkSend />
        <ImportList side="operator" />
      </div>
    </HydrateClient>
  );
}
