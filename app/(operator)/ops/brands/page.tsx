import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownDesk } from "@/app/(operator)/_components/own-desk";
import { BrandForm } from "./_components/brand-form";
import { BrandTable } from "./_components/brand-table";

export async function generateMetadata() {
  return { title: (await getTranslations("ops.brands"))("title") };
}

export default async function BrandsPage() {
  const words = await getTranslations("ops.brands");
  const { may } = await ownDesk();
  if (!may("brand:manage")) return <NotYours title={words("title")} homeHref="/ops/review" />;
  await load(trpc.brands.list.queryOptions());
  return (
    <HydrateClient>
      <PageHeader title={words("title")} support={words("lead")} />
      <div className="grid grid-cols-1 gap-6 xl:grid-cols-3">
        <div className="xl:col-span-2">
          <BrandTable />
        </div>
        <BrandForm />
      </div>
    </HydrateClient>
  );
}
