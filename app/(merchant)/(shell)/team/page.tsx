import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { caller, HydrateClient, prefetch, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownPlace } from "../../_components/own-place";
import { InviteMember } from "./_components/invite-member";
import { Team } from "./_components/team";

const STORES_TO_CHOOSE = 100;

export async function generateMetadata() {
  const words = await getTranslations("merchant.team");
  return { title: words("title") };
}

export default async function TeamPage() {
  const words = await getTranslations("merchant.team");
  const place = await ownPlace();
  if (!place.may("team:read")) return <NotYours title={words("title")} homeHref="/home" />;
  const mayManage = place.may("team:manage");
  const api = await caller();
  const [listed] = await Promise.all([
    api.merchants.stores({ limit: STORES_TO_CHOOSE }),
    prefetch(trpc.team.list.queryOptions()),
    prefetch(trpc.team.invitations.queryOptions()),
    prefetch(trpc.viewing.ofMerchant.queryOptions()),
  ]);
  const stores = listed.map(({ id, name }) => ({ id, name }));
  return (
    <HydrateClient>
      <PageHeader
        title={words("title")}
        support={words("lead")}
        action={mayManage ? <InviteMember stores={stores} /> : undefined}
      />
      <Team stores={stores} mayManage={mayManage} />
    </HydrateClient>
  );
}
