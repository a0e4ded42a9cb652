import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { dayText } from "@/app/_components/directory/day-text";
import { caller } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownDesk } from "../../_components/own-desk";
import { Figures } from "./_components/figures";
import { Funnel } from "./_components/funnel";
import { Growth } from "./_components/growth";
import { Prefectures } from "./_components/prefectures";
import { Registrations } from "./_components/registrations";
import { TroublesCard } from "./_components/troubles-card";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("directory"))("network.title") };
}

export default async function NetworkPage() {
  const words = await getTranslations("directory.network");
  const api = await caller();
  const { may } = await ownDesk();
  const network = await api.directory.network();
  const wallets = may("trouble:announce") ? await api.troubles.wallets() : null;
  return (
    <>
      <PageHeader
        title={words("title")}
        support={words("support", { day: dayText(network.today, await getLocale()) })}
      />
      <div className="grid grid-cols-1 gap-6">
        {wallets === null ? null : <TroublesCard wallets={wallets} />}
        <Figures network={network} />
        <Growth weeks={network.growth} />
        <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-2">
          <Funnel funnel={network.funnel} />
          <Registrations wallets={network.registrations} />
        </div>
        <Prefectures prefectures={network.prefectures} />
      </div>
    </>
  );
}
