import { Upload } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/app/_ui/link-button";

/** What a head office does with many stores: arrange them and their payouts, see its franchisees, bring in a table. */
export async function ChainActions({ hasFranchisees }: { hasFranchisees: boolean }) {
  const words = await getTranslations("merchant.stores");
  return (
    <>
      <LinkButton variant="quiet" href="/stores/areas">
        {words("areas")}
      </LinkButton>
      <LinkButton variant="quiet" href="/stores/payout-groups">
        {words("payoutGroups")}
      </LinkButton>
      {hasFranchisees ? (
        <LinkButton variant="quiet" href="/stores/franchisees">
          {words("franchisees")}
        </LinkButton>
      ) : null}
      <LinkButton variant="secondary" href="/stores/import">
        <Upload aria-hidden />
        {words("import")}
      </LinkButton>
    </>
  );
}
