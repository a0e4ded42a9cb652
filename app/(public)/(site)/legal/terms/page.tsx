import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LegalPage, LegalParts } from "../_components/legal-page";

const PARTS = ["scope", "shop", "payment", "payout", "refund", "suspension", "liability", "law"] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("publicPages"))("legal.terms") };
}

export default async function TermsPage() {
  const [words, common] = await Promise.all([
    getTranslations("publicPages.terms"),
    getTranslations("common"),
  ]);
  const parts = PARTS.map((id) => ({
    id,
    title: words(`${id}.title`),
    body: words(`${id}.body`, { brand: common("brand") }),
  }));
  return (
    <LegalPage page="terms">
      <LegalParts parts={parts} />
    </LegalPage>
  );
}
