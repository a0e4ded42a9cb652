"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { FeePlanCard } from "@/app/_components/settlement/fee-plan-card";
import { useTRPC } from "@/app/_trpc/client";

/** What one's own sales cost by area, and where each rate comes from. */
export function OwnFeePlan() {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.settlement.feePlan.own.queryOptions());
  return <FeePlanCard plan={data} />;
}
