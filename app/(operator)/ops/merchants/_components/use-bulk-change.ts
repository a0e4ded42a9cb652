"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { POSTER_FORMATS } from "@/server/codes/poster/rules";
import type { BulkKind } from "@/server/directory/bulk/rules";
import type { BulkChoice } from "@/server/directory/bulk/schema";
import type { BulkAnswer } from "./bulk-question";

type Change = {
  readonly kind: BulkKind;
  readonly choice: BulkChoice;
  readonly answer: BulkAnswer;
  readonly onDone: (bulkId: string) => void;
};

/** Carries out one change to many merchants, and reads the list again. */
export function useBulkChange({ kind, choice, answer, onDone }: Change) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  // One request however often it is pressed: posters are ordered once.
  const [requestId] = useState(() => crypto.randomUUID());
  const options = {
    onSuccess: async ({ bulkId }: { readonly bulkId: string }) => {
      onDone(bulkId);
      await queries.invalidateQueries(trpc.directory.pathFilter());
      router.refresh();
    },
  };
  const { bulk, announcements } = trpc.directory;
  const assign = useMutation(bulk.assign.mutationOptions(options));
  const tag = useMutation(bulk.tag.mutationOptions(options));
  const suspend = useMutation(bulk.suspend.mutationOptions(options));
  const posters = useMutation(bulk.posters.mutationOptions(options));
  const message = useMutation(announcements.send.mutationOptions(options));
  const all = [assign, tag, suspend, posters, message];
  const { managerId, reason, titles, bodies } = answer;
  const run = () => {
    if (kind === "assign") assign.mutate({ choice, managerId: managerId === "" ? null : managerId });
    else if (kind === "tag" || kind === "untag") tag.mutate({ choice, kind, tag: answer.tag });
    else if (kind === "suspend") suspend.mutate({ choice, reason });
    else if (kind === "message") message.mutate({ choice, kind: answer.messageKind, titles, bodies });
    else {
      const format = POSTER_FORMATS.find((known) => known === answer.format) ?? "a4";
      posters.mutate({ choice, format, copies: Number(answer.copies), requestId });
    }
  };
  const needs: Record<BulkKind, boolean> = {
    assign: true,
    tag: answer.tag.trim() !== "",
    untag: answer.tag.trim() !== "",
    suspend: reason.trim() !== "",
    posters: Number(answer.copies) >= 1,
    message: titles.ja.trim() !== "" && bodies.ja.trim() !== "",
  };
  return {
    change: run,
    pending: all.some(({ isPending }) => isPending),
    error: all.find(({ error }) => error !== null)?.error ?? null,
    isReady: needs[kind],
  };
}
