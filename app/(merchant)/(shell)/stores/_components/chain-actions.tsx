import { Upload } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/app/_ui/link-button";

/** What a head office does with many stores: arrange them in areas, and bring them in with a table. */
export async function ChainActions() {
  const words = await getTranslations("merchant.stores");
  return (
    <>
      <LinkButton variant="quiet" href="/stores/areas">
        {words("areas")}
      </LinkButton>
      <LinkButton variant="secondary" href="/stores/import">
        <Upload aria-hidden />
        {words("import")}
      </LinkButton>
    </>
  );
}
