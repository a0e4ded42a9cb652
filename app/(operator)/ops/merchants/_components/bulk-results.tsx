"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";
import { TextLink } from "@/app/_ui/text-link";

/** What became of each merchant, and the way back where there is one. */
export function BulkResults({ bulkId, onClose }: { bulkId: string; onClose: () => void }) {
  const words = useTranslations("directory.bulk");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const result = useQuery(trpc.directory.bulk.result.queryOptions({ bulkId }));
  const options = {
    onSuccess: async () => {
      await queries.invalidateQueries(trpc.directory.pathFilter());
      router.refresh();
    },
  };
  const undo = useMutation(trpc.directory.bulk.undo.mutationOptions(options));
  const undoSuspend = useMutation(trpc.directory.bulk.undoSuspend.mutationOptions(options));
  const { data } = result;
  if (data === undefined) return <ErrorAlert error={result.error} />;
  const done = data.rows.filter(({ outcome }) => outcome === "done").length;
  const isUndone = data.undoneAt !== null;
  return (
    <Alert
      live
      tone={done === data.rows.length || isUndone ? "good" : "attention"}
      className="w-full"
      what={words(isUndone ? "undone" : "done", { done, count: data.rows.length })}
      why={
        <details>
          <summary className="cursor-pointer">{words("each")}</summary>
          <ul className="mt-1 max-h-60 overflow-y-auto">
            {data.rows.map(({ merchantId, tradeName, outcome }) => (
              <li key={merchantId} className="flex justify-between gap-4 border-t border-line py-1">
                <TextLink href={`/ops/merchants/${merchantId}`}>{tradeName}</TextLink>
                <span>{words(`outcome.${outcome}`)}</span>
              </li>
            ))}
          </ul>
          <ErrorAlert error={undo.error ?? undoSuspend.error} />
        </details>
      }
      action={
        <>
          {data.canUndo ? (
            <Button
              size="sm"
              variant="secondary"
              pending={undo.isPending || undoSuspend.isPending}
              onClick={() => (data.kind === "suspend" ? undoSuspend : undo).mutate({ bulkId })}
            >
              {words("undo")}
            </Button>
          ) : null}
          <Button size="sm" variant="quiet" onClick={onClose}>
            {common("close")}
          </Button>
        </>
      }
    />
  );
}
