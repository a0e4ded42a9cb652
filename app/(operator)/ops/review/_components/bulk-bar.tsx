"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogDismiss } from "@/app/_ui/dialog";
import type { ErrorCode } from "@/server/kernel/errors";
import { canTransition } from "@/server/onboarding/rules";
import type { DeskRights, Me } from "./case";
import type { QueueRow } from "./use-queue";

type BulkBarProps = { rows: readonly QueueRow[]; me: Me; may: DeskRights; onClear: () => void };
type Result = { applicationId: string; ok: boolean; code?: ErrorCode };

/** What can be done with all chosen applications at once, and what became of each. */
export function BulkBar({ rows, me, may, onClear }: BulkBarProps) {
  const words = useTranslations("review.bulk");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<"recommend" | "approve" | null>(null);
  const [done, setDone] = useState<{ names: ReadonlyMap<string, string>; results: readonly Result[] } | null>(
    null,
  );
  const options = {
    onSuccess: (results: readonly Result[]) =>
      setDone({ results, names: new Map(rows.map((row) => [row.id, row.tradeName])) }),
    onSettled: async () => {
      setAsking(null);
      await queries.invalidateQueries({ queryKey: trpc.review.pathKey() });
    },
  };
  const open = useMutation(trpc.review.takeMany.mutationOptions(options));
  const recommend = useMutation(trpc.review.recommendMany.mutationOptions(options));
  const approve = useMutation(trpc.review.approveMany.mutationOptions(options));
  const of = (action: "recommend" | "approve") => rows.filter((row) => canTransition(row.state, action));
  const sent = (chosen: readonly QueueRow[]) => ({
    rows: chosen.map((row) => ({ applicationId: row.id, version: row.version })),
  });
  const untaken = rows.filter((row) => row.assignedTo !== me.id);
  const pending = open.isPending || recommend.isPending || approve.isPending;
  return (
    <section
      aria-label={words("title")}
      className="flex flex-wrap items-center gap-3 rounded border border-indigo-600 bg-indigo-50 px-4 py-2"
    >
      <p role="status" className="text-sm font-bold">
        {words("chosen", { count: rows.length })}
      </p>
      <Button
        size="sm"
        variant="secondary"
        disabled={untaken.length === 0}
        pending={open.isPending}
        onClick={() => open.mutate({ applicationIds: untaken.map(({ id }) => id) })}
      >
        {words("take", { count: untaken.length })}
      </Button>
      <Button
        size="sm"
        variant="secondary"
        disabled={of("recommend").length === 0}
        onClick={() => setAsking("recommend")}
      >
        {words("recommend", { count: of("recommend").length })}
      </Button>
      {may.approve ? (
        <Button size="sm" disabled={of("approve").length === 0} onClick={() => setAsking("approve")}>
          {words("approve", { count: of("approve").length })}
        </Button>
      ) : null}
      <span className="grow" />
      <Button size="sm" variant="quiet" onClick={onClear}>
        {words("clear")}
      </Button>
      <ErrorAlert error={open.error ?? recommend.error ?? approve.error} />
      {done ? <Results {...done} /> : null}
      <Dialog
        open={asking !== null}
        onOpenChange={(isOpen) => {
          if (!isOpen) setAsking(null);
        }}
        title={words(asking === "approve" ? "approveTitle" : "recommendTitle", {
          count: of(asking ?? "recommend").length,
        })}
        description={words(asking === "approve" ? "approveBody" : "recommendBody")}
        closeLabel={common("close")}
        footer={
          <>
            <DialogDismiss asChild>
              <Button variant="secondary">{common("cancel")}</Button>
            </DialogDismiss>
            <Button
              pending={pending}
              onClick={() => {
                if (asking === "approve") approve.mutate(sent(of("approve")));
                if (asking === "recommend") recommend.mutate(sent(of("recommend")));
              }}
            >
              {words("go")}
            </Button>
          </>
        }
      />
    </section>
  );
}

function Results({ names, results }: { names: ReadonlyMap<string, string>; results: readonly Result[] }) {
  const words = useTranslations("review.bulk");
  const errors = useTranslations("errors");
  const refused = results.filter(({ ok }) => !ok);
  return (
    <Alert
      tone={refused.length === 0 ? "good" : "attention"}
      live
      className="w-full"
      what={words("done", { done: results.length - refused.length, count: results.length })}
      why={
        refused.length === 0 ? undefined : (
          <ul className="grid gap-1 text-sm">
            {refused.map(({ applicationId, code }) => (
              <li key={applicationId}>
                <b>{names.get(applicationId)}</b>
                {": "}
                {code === undefined ? null : errors(code, { count: 1, day: "" })}
              </li>
            ))}
          </ul>
        )
      }
    />
  );
}
