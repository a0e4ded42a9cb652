import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownDesk } from "@/app/(operator)/_components/own-desk";
import { refusedPage } from "@/server/registration/desk/schema";
import { DeskOverview } from "./_components/desk-overview";
import { RefusedList } from "./_components/refused-list";

type Query = Promise<Record<string, string | string[] | undefined>>;

export async function generateMetadata() {
  return { title: (await getTranslations("ops.registrations"))("title") };
}

export default async function RegistrationsPage({ searchParams }: { searchParams: Query }) {
  const words = await getTranslations("ops.registrations");
  const { may } = await ownDesk();
  if (!may("network:read")) return <NotYours title={words("title")} homeHref="/ops/review" />;
  const { wallet, reason, older } = await searchParams;
  // An address that somebody has made up shows the whole list.
  const page = refusedPage.safeParse({ walletId: wallet, reason, olderThan: older }).data ?? {};
  await load(trpc.registration.desk.queryOptions());
  await load(trpc.registration.refused.queryOptions(page));
  return (
    <HydrateClient>
      <PageHeader title={words("title")} support={words("lead")} />
      <div className="grid grid-cols-1 gap-6">
        <DeskOverview chosen={page} mayCorrect={may("registration:correct")} />
        <RefusedList page={page} mayCorrect={may("registration:correct")} />
      </div>
    </HydrateClient>
  );
}
