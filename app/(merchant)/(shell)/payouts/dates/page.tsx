import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownPlace } from "../../../_components/own-place";
import { Dates } from "./_components/dates";
import { EarlyPayout } from "./_components/early-payout";

export async function generateMetadata() {
  return { title: (await getTranslations("payouts.dates"))("title") };
}

export default async function PayoutDatesPage() {
  const words = await getTranslations("payouts");
  if (!(await ownPlace()).may("payout:read")) return <NotYours title={words("title")} homeHref="/home" />;
  await Promise.all([
    load(trpc.settlement.calendar.ownSchedule.queryOptions()),
    load(trpc.settlement.early.list.queryOptions()),
  ]);
  return (
    <HydrateClient>
      <PageHeader
        title={words("dates.title")}
        support={words("dates.lead")}
        back={{ href: "/payouts", label: words("title") }}
      />
      <div className="grid grid-cols-1 gap-8">
        <EarlyPayout />
        <Dates />
      </div>
    </HydrateClient>
  );
}
