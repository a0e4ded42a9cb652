import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { listDisputesInput } from "@/server/payments/disputes/schema";
import { ownPlace } from "../../../_components/own-place";
import { type PageQuery, textOf } from "../../../_components/query-text";
import { DisputeList } from "./_components/dispute-list";

export async function generateMetadata() {
  const words = await getTranslations("disputes");
  return { title: words("title") };
}

export default async function DisputesPage({ searchParams }: { searchParams: PageQuery }) {
  const words = await getTranslations("disputes");
  if (!(await ownPlace()).may("dispute:read"))
    return <NotYours title={words("title")} homeHref="/payments" />;
  const asked = { olderThan: textOf((await searchParams).before) };
  const { olderThan } = listDisputesInput.safeParse(asked).data ?? {};
  await load(trpc.disputes.listOwn.queryOptions({ olderThan }));
  return (
    <HydrateClient>
      <PageHeader
        back={{ href: "/payments", label: words("allPayments") }}
        title={words("title")}
        support={words("lead")}
      />
      <DisputeList olderThan={olderThan} />
    </HydrateClient>
  );
}
