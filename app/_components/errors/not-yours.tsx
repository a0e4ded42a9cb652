import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkButton } from "@/app/_ui/link-button";

/** A page that exists and is not for the role one has: says so, and leads on. */
export async function NotYours({ title, homeHref }: { title: string; homeHref: string }) {
  const errors = await getTranslations("errors");
  const common = await getTranslations("common");
  return (
    <>
      <h1 className="text-2xl">{title}</h1>
      <EmptyState
        illustration="curtain"
        title={errors("not_permitted")}
        action={<LinkButton href={homeHref}>{common("toHome")}</LinkButton>}
      />
    </>
  );
}
