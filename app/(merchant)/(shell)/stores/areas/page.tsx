import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { HydrateClient, load, prefetch, trpc } from "@/app/_trpc/server";
import { ownPlace } from "../../../_components/own-place";
import { StoresHeader } from "../_components/stores-header";
import { AreaList } from "./_components/area-list";
import { NewArea } from "./_components/new-area";
import { OwnFeePlan } from "./_components/own-fee-plan";
import { StoreSettings } from "./_components/store-settings";

export async function generateMetadata() {
  return { title: (await getTranslations("merchant.area"))("title") };
}

export default async function AreasPage() {
  const place = await ownPlace();
  const words = await getTranslations("merchant.area");
  if (!place.may("chain:read")) return <NotYours title={words("title")} homeHref="/stores" />;
  await load(trpc.areas.list.queryOptions());
  await load(trpc.areas.payoutGroups.queryOptions());
  await load(trpc.areas.settings.queryOptions());
  const seesFees = place.may("payout:read");
  if (seesFees) await prefetch(trpc.settlement.feePlan.own.queryOptions());
  if (place.may("team:manage")) await prefetch(trpc.team.list.queryOptions());
  return (
    <HydrateClient>
      <StoresHeader title={words("title")} support={words("lead")} />
      <div className="grid gap-6">
        <StoreSettings mayManage={place.may("chain:manage")} />
        {place.may("chain:manage") ? <NewArea /> : null}
        <AreaList mayManage={place.may("chain:manage")} mayAssign={place.may("team:manage")} />
        {seesFees ? <OwnFeePlan /> : null}
      </div>
    </HydrateClient>
  );
}
