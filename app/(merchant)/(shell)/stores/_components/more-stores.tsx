import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/app/_ui/link-button";

/** The way to the next page of the list. */
export async function MoreStores({ href }: { href: string }) {
  const words = await getTranslations("common");
  return (
    <LinkButton className="mt-5" variant="secondary" href={href}>
      {words("more")}
    </LinkButton>
  );
}
