"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";

/**
 * What a reviewer does to the items of a case. Ticks are shown before the server has answered; when it refuses, they
 * are taken back and the case is read again.
 */
export function useCaseChanges(applicationId: string) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { queryKey } = trpc.review.application.queryOptions({ applicationId });
  const onSettled = () => queries.invalidateQueries({ queryKey });
  const onStateChange = () => queries.invalidateQueries({ queryKey: trpc.review.pathKey() });
  const accept = useMutation(
    trpc.review.accept.mutationOptions({
      onMutate: async ({ itemKeys, accepted }) => {
        await queries.cancelQueries({ queryKey });
        const before = queries.getQueryData(queryKey);
        queries.setQueryData(queryKey, (shown) =>
          shown === undefined
            ? shown
            : {
                ...shown,
                requirements: shown.requirements.map((item) =>
                  itemKeys.includes(item.key)
                    ? { ...item, state: accepted ? ("accepted" as const) : ("provided" as const) }
                    : item,
                ),
              },
        );
        return { before };
      },
      onError: (_error, _input, context) => {
        if (context?.before !== undefined) queries.setQueryData(queryKey, context.before);
      },
      onSettled,
    }),
  );
  const waive = useMutation(trpc.review.waive.mutationOptions({ onSettled }));
  const open = useMutation(trpc.review.open.mutationOptions({ onSettled: onStateChange }));
  return { accept, waive, open, error: open.error ?? accept.error ?? waive.error };
}
