"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { PageHeader } from "@/app/_ui/page-header";
import { formatDay, toDay } from "@/server/kernel/calendar";

/** Where one is. */
export function RunTitle({ runId }: { runId: string }) {
  const words = useTranslations("settlement");
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.settlement.run.queryOptions({ runId }));
  const day = formatDay(toDay(data.throughOn), useLocale() === "ja" ? "ja" : "en", { year: true });
  return (
    <PageHeader
      title={words("runTitle", { day })}
      back={{ href: "/ops/settlement", label: words("backToRuns") }}
    />
  );
}
