"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";

const LOOK_AGAIN_MS = 10_000;

/** How far the invitations to the owners of an import are, and the way to stop those that wait. */
export function Invitations({ importId }: { importId: string }) {
  const words = useTranslations("imports.view");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data } = useQuery({
    ...trpc.networkImports.invitations.queryOptions({ importId }),
    refetchInterval: ({ state }) => ((state.data?.waiting ?? 1) > 0 ? LOOK_AGAIN_MS : false),
  });
  const stop = useMutation(
    trpc.networkImports.stopInvitations.mutationOptions({
      onSettled: () => queries.invalidateQueries(trpc.networkImports.invitations.queryFilter({ importId })),
    }),
  );
  if (data === undefined) return null;
  return (
    <div className="flex flex-wrap items-center gap-3">
      <p role="status" className="tabular">
        {words("invitations", {
          sent: data.sent,
          waiting: data.waiting,
          passed: data.not_needed,
          stopped: data.stopped,
        })}
      </p>
      {data.waiting > 0 ? (
        <Button size="sm" variant="quiet" pending={stop.isPending} onClick={() => stop.mutate({ importId })}>
          {words("stopInvitations")}
        </Button>
      ) : null}
      <ErrorAlert error={stop.error} what={words("moveFailed")} className="w-full" />
    </div>
  );
}
