import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { ownPlace } from "../../../_components/own-place";
import { StoresHeader } from "../_components/stores-header";
import { GroupList } from "./_components/group-list";
import { NewGroup } from "./_components/new-group";

export async function generateMetadata() {
  return { title: (await getTranslations("chain.groups"))("title") };
}

export default async function PayoutGroupsPage() {
  const place = await ownPlace();
  const words = await getTranslations("chain.groups");
  if (!place.may("chain:read")) return <NotYours title={words("title")} homeHref="/stores" />;
  await load(trpc.payoutGroups.list.queryOptions());
  const mayManage = place.may("merchant:change");
  return (
    <HydrateClient>
      <StoresHeader title={words("title")} support={words("lead")} />
      <div className="grid gap-6">
        {mayManage ? <NewGroup /> : null}
        <GroupList mayManage={mayManage} />
      </div>
    </HydrateClient>
  );
}
