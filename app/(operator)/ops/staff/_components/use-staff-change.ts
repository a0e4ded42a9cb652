"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { useToast } from "@/app/_ui/toast";

/** What follows a change of the staff: the list is read again and a word says that it is done. */
export function useStaffChange(): (text: string) => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  return async (text) => {
    await queries.invalidateQueries(trpc.staff.pathFilter());
    show({ tone: "good", title: text });
  };
}
