import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkButton } from "@/app/_ui/link-button";

/** What stands where nothing is: no such page, or nothing of that name that one may see. Leads on. */
export async function NothingHere({ homeHref }: { homeHref: string }) {
  const words = await getTranslations("common");
  return (
    <>
      <h1 className="sr-only">{words("notFoundTitle")}</h1>
      <EmptyState
        illustration="lens"
        title={words("notFoundTitle")}
        body={words("notFoundBody")}
        action={<LinkButton href={homeHref}>{words("toHome")}</LinkButton>}
      />
    </>
  );
}
