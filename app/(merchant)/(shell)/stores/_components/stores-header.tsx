import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/app/_ui/page-header";

/** The head of a page below the stores, with the way back to them. */
export async function StoresHeader({ title, support }: { title: string; support: string }) {
  const words = await getTranslations("merchant.stores");
  return <PageHeader back={{ href: "/stores", label: words("title") }} title={title} support={support} />;
}
