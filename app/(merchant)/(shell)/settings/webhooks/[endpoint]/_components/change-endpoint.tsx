"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { useToast } from "@/app/_ui/toast";
import type { EndpointRow } from "@/server/alerts/webhooks/queries";
import { EndpointForm } from "../../_components/endpoint-form";

/** Changes the name, the address and what is sent. */
export function ChangeEndpoint({ endpoint }: { endpoint: EndpointRow }) {
  const words = useTranslations("integration.webhooks");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  const [isOpen, setIsOpen] = useState(false);
  const change = useMutation(
    trpc.webhooks.change.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.webhooks.pathFilter());
        setIsOpen(false);
        show({ tone: "good", title: words("saved") });
      },
    }),
  );
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(open) => {
        change.reset();
        setIsOpen(open);
      }}
      trigger={<Button variant="secondary">{words("change")}</Button>}
      title={words("change")}
      closeLabel={common("close")}
      size="md"
    >
      <EndpointForm
        initial={endpoint}
        submitLabel={words("save")}
        isPending={change.isPending}
        error={change.error}
        onSubmit={(terms) => change.mutate({ endpointId: endpoint.endpointId, ...terms })}
      />
    </Dialog>
  );
}
