import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkButton } from "@/app/_ui/link-button";

export default async function ShellNotFound() {
  const words = await getTranslations("common");
  return (
    <>
      <h1 className="sr-only">{words("notFoundTitle")}</h1>
      <EmptyState
        illustration="lens"
        title={words("notFoundTitle")}
        body={words("notFoundBody")}
        action={<LinkButton href="/home">{words("toHome")}</LinkButton>}
      />
    </>
  );
}
