import { getTranslations } from "next-intl/server";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownPlace } from "../../../_components/own-place";
import { PrintForm } from "./_components/print-form";
import { PrintList } from "./_components/print-list";

export async function generateMetadata() {
  const words = await getTranslations("codes.batch");
  return { title: words("title") };
}

export default async function PrintPage() {
  const words = await getTranslations("codes");
  const place = await ownPlace();
  await load(trpc.codes.prints.queryOptions());
  await load(trpc.areas.settings.queryOptions());
  return (
    <HydrateClient>
      <PageHeader
        back={{ href: "/codes", label: words("title") }}
        title={words("batch.title")}
        support={words("batch.lead")}
      />
      <div className="grid gap-6">
        {place.may("code:manage") ? <PrintForm /> : null}
        <PrintList mayManage={place.may("code:manage")} />
      </div>
    </HydrateClient>
  );
}
