import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { HydrateClient, prefetch, trpc } from "@/app/_trpc/server";
import { RunFigures } from "../_components/run-figures";
import { RunFiles } from "../_components/run-files";
import { RunPayouts } from "../_components/run-payouts";
import { RunTitle } from "../_components/run-title";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settlement"))("title") };
}

export default async function RunPage({ params }: { params: Promise<{ run: string }> }) {
  const { run } = await params;
  await prefetch(trpc.settlement.run.queryOptions({ runId: run }));
  return (
    <HydrateClient>
      <RunTitle runId={run} />
      <div className="grid grid-cols-1 gap-6 xl:grid-cols-[26rem_minmax(0,1fr)]">
        <RunFigures runId={run} />
        <div className="grid min-w-0 grid-cols-1 content-start gap-6">
          <RunFiles runId={run} />
          <RunPayouts runId={run} />
        </div>
      </div>
    </HydrateClient>
  );
}
