import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { caller } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { PosterCheck } from "./_components/poster-check";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("verify");
  return { title: words("title") };
}

export default async function VerifyPage() {
  const words = await getTranslations("verify");
  const { landing } = await (await caller()).signIn.desk();
  if (landing === null) redirect("/signin?next=/verify");
  return (
    <div className="mx-auto w-full max-w-xl px-4 py-8">
      <PageHeader title={words("title")} support={words("lead")} />
      <PosterCheck />
    </div>
  );
}
