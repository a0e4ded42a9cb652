"use client";

import { useMutation, useQueryClient, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useTRPC } from "@/app/_trpc/client";
import type { AppRouter } from "@/server/api/root";
import { queueText } from "@/server/onboarding/review/queue/rules";
import type { QueueFilterInput } from "@/server/onboarding/review/queue/schema";

const POLL_MS = 20_000;

type QueuePage = inferRouterOutputs<AppRouter>["review"]["queue"];
export type QueueRow = QueuePage["rows"][number];

/** The address of the desk with this queue, and with an application open in it. */
export function deskHref(queue: QueueFilterInput, id?: string): string {
  const text = queueText(queue);
  return `/ops/review?${id === undefined ? text : `${text}&id=${id}`}`;
}

const PAGES = {
  getNextPageParam: (page: QueuePage) => page.next ?? undefined,
  refetchInterval: POLL_MS,
};

/** The queue as far as it has been read, oldest first, and how to read on. */
export function useQueue(queue: QueueFilterInput) {
  const trpc = useTRPC();
  const { data, fetchNextPage, hasNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(
    trpc.review.queue.infiniteQueryOptions(queue, PAGES),
  );
  return {
    rows: data.pages.flatMap((page) => page.rows),
    nowMs: data.pages.at(-1)?.nowMs ?? 0,
    more: hasNextPage ? () => void fetchNextPage() : undefined,
    isReading: isFetchingNextPage,
  };
}

/** Takes applications or lays them back; the list shows it before the server has answered, and takes it back if refused. */
export function useAssignment(queue: QueueFilterInput, me: { readonly id: string; readonly name: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { queryKey } = trpc.review.queue.infiniteQueryOptions(queue, PAGES);
  return useMutation(
    trpc.review.assign.mutationOptions({
      onMutate: async ({ applicationId, to }) => {
        await queries.cancelQueries({ queryKey });
        const before = queries.getQueryData(queryKey);
        const assigned =
          to === "me"
            ? { assignedTo: me.id, assignedName: me.name }
            : { assignedTo: null, assignedName: null };
        queries.setQueryData(queryKey, (shown) =>
          shown === undefined
            ? shown
            : {
                ...shown,
                pages: shown.pages.map((page) => ({
                  ...page,
                  rows: page.rows.map((row) => (row.id === applicationId ? { ...row, ...assigned } : row)),
                })),
              },
        );
        return { before };
      },
      onError: (_error, _input, context) => {
        if (context?.before !== undefined) queries.setQueryData(queryKey, context.before);
      },
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.review.pathKey() }),
    }),
  );
}
