"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { useToast } from "@/app/_ui/toast";

/** What follows every change of a code: all lists and pages of codes read again, and a word that it is done. */
export function useCodeChange(): (done: string) => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  return useCallback(
    async (done) => {
      await queries.invalidateQueries(trpc.codes.pathFilter());
      show({ title: done });
    },
    [queries, trpc, show],
  );
}
