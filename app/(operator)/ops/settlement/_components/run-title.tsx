"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { PageHeader } from "@/app/_ui/page-header";

/** Where one is. */
export function RunTitle({ runId }: { runId: string }) {
  const words = useTranslations("settlement");
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.settlement.run.queryOptions({ runId }));
  return (
    <PageHeader
      title={words("runTitle", { day: data.throughOn })}
      back={{ href: "/ops/settlement", label: words("backToRuns") }}
    />
  );
}
