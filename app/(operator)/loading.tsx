import { getTranslations } from "next-intl/server";
import { SkeletonRows } from "@/app/_ui/skeleton";

export default async function OperatorLoading() {
  const words = await getTranslations("common");
  return (
    <div className="mx-auto w-full max-w-2xl px-4 py-12">
      <SkeletonRows label={words("loading")} />
    </div>
  );
}
