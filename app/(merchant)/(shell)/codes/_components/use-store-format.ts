"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { POSTER_FORMATS, type PosterFormat } from "@/server/codes/poster/rules";
import { inherited } from "@/server/merchants/settings/rules";

/** The paper that an area prints on, or stores outside every area: its own, the merchant's or the signboard's. */
export function useStoreFormat(): (areaFormat?: string | null) => PosterFormat {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.areas.settings.queryOptions());
  return (areaFormat) => {
    const levels = { merchant: data.merchant.posterFormat, brand: data.brand?.posterFormat };
    const { value } = inherited({ area: areaFormat, ...levels }, "a4");
    return POSTER_FORMATS.find((known) => known === value) ?? "a4";
  };
}
