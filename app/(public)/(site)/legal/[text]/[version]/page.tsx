import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { isLegalName, legalVersion } from "@/server/privacy/legal/rules";
import { LegalPage } from "../../_components/legal-page";

type LegalProps = { params: Promise<{ text: string; version: string }> };

export async function generateMetadata({ params }: LegalProps): Promise<Metadata> {
  const { text, version } = await params;
  if (!isLegalName(text)) return {};
  return { title: `${(await getTranslations("publicPages.legal"))(text)} ${version}`, robots: "noindex" };
}

export default async function EarlierLegalPage({ params }: LegalProps) {
  const { text, version: day } = await params;
  const version = isLegalName(text) ? legalVersion(text, day) : undefined;
  if (!isLegalName(text) || !version) notFound();
  return <LegalPage name={text} version={version} />;
}
