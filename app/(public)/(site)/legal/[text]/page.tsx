import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { isLegalName, legalVersion } from "@/server/privacy/legal/rules";
import { LegalPage } from "../_components/legal-page";

type LegalProps = { params: Promise<{ text: string }> };

export async function generateMetadata({ params }: LegalProps): Promise<Metadata> {
  const { text } = await params;
  return isLegalName(text) ? { title: (await getTranslations("publicPages.legal"))(text) } : {};
}

export default async function CurrentLegalPage({ params }: LegalProps) {
  const { text } = await params;
  const version = isLegalName(text) ? legalVersion(text) : undefined;
  if (!isLegalName(text) || !version) notFound();
  return <LegalPage name={text} version={version} />;
}
