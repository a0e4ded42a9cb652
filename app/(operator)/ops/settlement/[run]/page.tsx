import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { HydrateClient, load, prefetch, trpc } from "@/app/_trpc/server";
import { ownDesk } from "@/app/(operator)/_components/own-desk";
import { ReturnedTransfers } from "../_components/returned-transfers";
import { RunChecks } from "../_components/run-checks";
import { RunFigures } from "../_components/run-figures";
import { RunFiles } from "../_components/run-files";
import { RunPayouts } from "../_components/run-payouts";
import { RunTitle } from "../_components/run-title";

type RunPageProps = { params: Promise<{ run: string }> };

export async function generateMetadata({ params }: RunPageProps): Promise<Metadata> {
  const { run } = await params;
  if ((await ownDesk()).may("settlement:read")) await load(trpc.settlement.run.queryOptions({ runId: run }));
  return { title: (await getTranslations("settlement"))("title") };
}

export default async function RunPage({ params }: RunPageProps) {
  const { run } = await params;
  const words = await getTranslations("settlement");
  if (!(await ownDesk()).may("settlement:read"))
    return <NotYours title={words("title")} homeHref="/ops/review" />;
  await load(trpc.settlement.run.queryOptions({ runId: run }));
  await prefetch(trpc.settlement.runChecks.queryOptions({ runId: run }));
  return (
    <HydrateClient>
      <RunTitle runId={run} />
      <RunChecks runId={run} />
      <div className="grid grid-cols-1 gap-6 xl:grid-cols-[34rem_minmax(0,1fr)]">
        <div className="grid min-w-0 grid-cols-1 content-start gap-6">
          <RunFigures runId={run} />
          <RunPayouts runId={run} />
        </div>
        <div className="grid min-w-0 grid-cols-1 content-start gap-6">
          <RunFiles runId={run} />
          <ReturnedTransfers runId={run} />
        </div>
      </div>
    </HydrateClient>
  );
}
