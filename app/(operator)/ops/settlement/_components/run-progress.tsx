"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { CalendarDay } from "@/app/_ui/date-time";
import { Progress } from "@/app/_ui/progress";
import { RUN_STEPS } from "@/server/settlement/run/progress/rules";

const WHILE_RUNNING_MS = 1_000;
const ELSE_MS = 10_000;

/** How far the run is that closes a day right now, whoever has started it; the runs are read again when it has ended. */
export function RunProgress() {
  const words = useTranslations("settlement.progress");
  const locale = useLocale();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data: progress } = useQuery({
    ...trpc.settlement.progress.queryOptions(),
    refetchInterval: (query) => (query.state.data ? WHILE_RUNNING_MS : ELSE_MS),
  });
  const isRunning = progress !== null && progress !== undefined;
  const wasRunning = useRef(false);
  useEffect(() => {
    if (wasRunning.current && !isRunning)
      void queries.invalidateQueries({ queryKey: trpc.settlement.runs.queryKey() });
    wasRunning.current = isRunning;
  }, [isRunning, queries, trpc]);
  if (!isRunning) return null;
  const { throughOn, step, done, of } = progress;
  const at = RUN_STEPS.indexOf(step);
  const share = of > 0 && step === "write" ? done / of : 0;
  return (
    <section className="mb-6 rounded border border-line bg-indigo-50 p-4">
      <p className="flex flex-wrap justify-between gap-x-4">
        <span role="status" className="font-bold">
          {words.rich("title", { day: () => <CalendarDay value={throughOn} locale={locale} /> })}
        </span>
        <span className="tabular text-sm">
          {words("step", { at: at + 1, of: RUN_STEPS.length })} {words(`steps.${step}`)}
          {step === "write" ? ` ${done.toLocaleString(locale)} / ${of.toLocaleString(locale)}` : null}
        </span>
      </p>
      <Progress
        label={words(`steps.${step}`)}
        value={at + share}
        max={RUN_STEPS.length}
        className="mt-2 w-full"
      />
    </section>
  );
}
