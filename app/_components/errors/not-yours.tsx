import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkButton } from "@/app/_ui/link-button";

type NotYoursProps = {
  title: string;
  homeHref: string;
  /** Whose page it is, where that is no question of roles. */
  why?: string;
};

/** A page that exists and is not for the role one has: says so, and leads on. */
export async function NotYours({ title, homeHref, why }: NotYoursProps) {
  const errors = await getTranslations("errors");
  const common = await getTranslations("common");
  return (
    <>
      <h1 className="text-2xl">{title}</h1>
      <EmptyState
        illustration="curtain"
        title={why ?? errors("not_permitted")}
        action={<LinkButton href={homeHref}>{common("toHome")}</LinkButton>}
      />
    </>
  );
}
