"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { FeePlanCard } from "@/app/_components/settlement/fee-plan-card";
import { useTRPC } from "@/app/_trpc/client";
import { AreaRate } from "./area-rate";

/** What a merchant's sales cost by area, where each rate comes from, and the way to propose one for an area. */
export function MerchantFeePlan({ merchantId, mayPropose }: { merchantId: string; mayPropose: boolean }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.settlement.feePlan.of.queryOptions({ merchantId }));
  return (
    <FeePlanCard
      plan={data}
      actionOf={({ areaId, name }) =>
        mayPropose && areaId !== null ? (
          <AreaRate merchantId={merchantId} areaId={areaId} name={name ?? ""} />
        ) : null
      }
    />
  );
}
