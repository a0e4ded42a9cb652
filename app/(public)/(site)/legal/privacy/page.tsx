import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LegalPage, LegalParts } from "../_components/legal-page";

const PARTS = ["collect", "use", "protect", "share", "keep", "rights", "contact"] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("publicPages"))("legal.privacy") };
}

export default async function PrivacyPage() {
  const words = await getTranslations("publicPages");
  const us = { company: words("company.name"), contact: words("company.contact") };
  const parts = PARTS.map((id) => ({
    id,
    title: words(`privacy.${id}.title`),
    body: words(`privacy.${id}.body`, us),
  }));
  return (
    <LegalPage page="privacy">
      <LegalParts parts={parts} />
    </LegalPage>
  );
}
