import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { caller, HydrateClient, prefetch, trpc } from "@/app/_trpc/server";
import { Overview } from "./_components/overview";
import { StartScreen } from "./_components/start-screen";
import { VisitBeacon } from "./_components/visit-beacon";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("onboarding"))("title") };
}

export default async function ApplyPage() {
  const api = await caller();
  const mine = await api.applications.mine().catch(() => null);
  if (mine === null) redirect("/signin?next=/apply");
  // Whoever acts as an owner sees that application; everyone else may start one or change to theirs.
  const current = await api.applications.current().catch(() => null);
  if (current === null)
    return (
      <>
        <VisitBeacon />
        <StartScreen mine={mine} />
      </>
    );
  await prefetch(trpc.applications.current.queryOptions());
  return (
    <HydrateClient>
      <Overview />
    </HydrateClient>
  );
}
