import { getTranslations } from "next-intl/server";
import { SkeletonRows } from "@/app/_ui/skeleton";

export default async function ShellLoading() {
  const words = await getTranslations("common");
  return <SkeletonRows rows={6} label={words("loading")} />;
}
