import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/app/_ui/page-header";
import { PayloadReader } from "./_components/payload-reader";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("verify");
  return { title: words("inspectTitle") };
}

export default async function InspectPage() {
  const words = await getTranslations("verify");
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-8">
      <PageHeader title={words("inspectTitle")} support={words("inspectLead")} />
      <PayloadReader />
    </div>
  );
}
