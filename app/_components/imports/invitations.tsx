"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import type { InvitationCounts } from "@/server/directory/import/invitations/rules";

const LOOK_AGAIN_MS = 10_000;

/** None is there yet for a moment after the import has ended, and then they go out one after the other. */
function isOver(counts: InvitationCounts | undefined): boolean {
  return counts !== undefined && counts.waiting === 0 && counts.sent + counts.not_needed + counts.stopped > 0;
}

/** How far the invitations to the owners of an import are, and the way to stop those that wait. */
export function Invitations({ importId }: { importId: string }) {
  const words = useTranslations("imports.view");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data } = useQuery({
    ...trpc.networkImports.invitations.queryOptions({ importId }),
    refetchInterval: ({ state }) => (isOver(state.data) ? false : LOOK_AGAIN_MS),
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
