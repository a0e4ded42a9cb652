import { getTranslations } from "next-intl/server";
import { SkeletonRows } from "@/app/_ui/skeleton";

/**
 * What stands in the frame until a page is there. Only pages that cannot be missing have one: with it the answer
 * begins before the page knows, and can no longer become 404.
 */
export async function PageLoading() {
  const words = await getTranslations("common");
  return <SkeletonRows rows={8} label={words("loading")} />;
}
