import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Freshness } from "@/app/_components/directory/freshness";
import { caller } from "@/app/_trpc/server";
import { buttonVariants } from "@/app/_ui/button-variants";
import { PageHeader } from "@/app/_ui/page-header";
import { prefectureInput } from "@/server/directory/network/schema";
import { localeOf } from "@/server/identity/rules";
import { formatJstDateTime } from "@/server/kernel/calendar";
import { ownDesk } from "../../_components/own-desk";
import { NetworkBoard } from "./_components/network-board";
import { TroublesCard } from "./_components/troubles-card";

type NetworkProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("directory"))("network.title") };
}

export default async function NetworkPage({ searchParams }: NetworkProps) {
  const words = await getTranslations("directory.network");
  const locale = localeOf(await getLocale());
  const place = prefectureInput.safeParse({ prefectureCode: (await searchParams).place }).data;
  const { directory, troubles } = await caller();
  const { may } = await ownDesk();
  const [network, dormant, municipalities, wallets] = await Promise.all([
    directory.network(),
    directory.growth.dormant({}),
    place === undefined ? null : directory.growth.municipalities(place),
    may("trouble:announce") ? troubles.wallets() : null,
  ]);
  const at = (moment: Date | null) => (moment === null ? "–" : formatJstDateTime(moment.getTime(), locale));
  return (
    <>
      <PageHeader
        title={words("title")}
        support={words("fresh", { computed: at(network.computedAt), sales: at(network.salesAt) })}
        action={
          <a
            download
            href="/api/growth/report.pdf"
            className={buttonVariants({ variant: "secondary", size: "sm" })}
          >
            {words("report")}
          </a>
        }
      />
      <Freshness withSales={false} className="mb-4" />
      <div className="grid grid-cols-1 gap-6">
        {wallets === null ? null : <TroublesCard wallets={wallets} />}
        <NetworkBoard
          network={network}
          dormant={dormant}
          place={place && municipalities ? { ...place, municipalities } : null}
          mayPlan={may("growth:plan")}
        />
      </div>
    </>
  );
}
