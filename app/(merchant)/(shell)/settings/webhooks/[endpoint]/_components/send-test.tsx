"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { useToast } from "@/app/_ui/toast";

/** Sends a message that says nothing but that the address works. */
export function SendTest({ endpointId }: { endpointId: string }) {
  const words = useTranslations("integration.webhooks");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  const test = useMutation(
    trpc.webhooks.test.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.webhooks.pathFilter());
        show({ tone: "info", title: words("testSent") });
      },
    }),
  );
  return (
    <div className="grid gap-2">
      <Button pending={test.isPending} onClick={() => test.mutate({ endpointId })}>
        <Send aria-hidden />
        {words("test")}
      </Button>
      <ErrorAlert error={test.error} what={words("failed")} />
    </div>
  );
}
