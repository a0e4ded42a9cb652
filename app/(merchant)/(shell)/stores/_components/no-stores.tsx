import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/app/_ui/empty-state";

/** No store yet, or none that the filters leave. */
export async function NoStores({ isFiltered }: { isFiltered: boolean }) {
  const words = await getTranslations("merchant.stores");
  if (isFiltered) return <EmptyState title={words("noneFound")} body={words("noneFoundBody")} />;
  return <EmptyState title={words("empty")} body={words("emptyBody")} />;
}
