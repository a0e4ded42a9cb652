"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CheckCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { useToast } from "@/app/_ui/toast";

/** Marks everything as read; not shown while there is nothing to mark. */
export function ReadAll() {
  const words = useTranslations("news.inbox");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const { data: unread = 0 } = useQuery(trpc.inbox.unread.queryOptions());
  const readAll = useMutation(
    trpc.inbox.readAll.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: trpc.inbox.pathKey() });
        toast({ tone: "good", title: words("marked") });
      },
    }),
  );
  if (unread === 0 && !readAll.error) return null;
  return (
    <div className="grid gap-2">
      <Button variant="secondary" size="sm" pending={readAll.isPending} onClick={() => readAll.mutate()}>
        <CheckCheck aria-hidden />
        {words("markAll")}
      </Button>
      <ErrorAlert error={readAll.error} />
    </div>
  );
}
