"use client";

import { useSuspenseInfiniteQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useTRPC } from "@/app/_trpc/client";
import type { AppRouter } from "@/server/api/root";
import type { ChangeFilter } from "@/server/onboarding/changes/schema";

type Page = inferRouterOutputs<AppRouter>["changeReview"]["list"];

/** The changes of one part of the desk, as far as they have been fetched. */
export function useChangeRows(filter: ChangeFilter) {
  const trpc = useTRPC();
  const list = useSuspenseInfiniteQuery(
    trpc.changeReview.list.infiniteQueryOptions(
      { filter },
      { getNextPageParam: (page: Page) => page.next ?? undefined },
    ),
  );
  return { list, rows: list.data.pages.flatMap((page) => page.rows) };
}
