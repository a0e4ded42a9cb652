"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Webhook } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { ShownOnce } from "../../_components/shown-once";
import { EndpointForm } from "./endpoint-form";

/** Registers an endpoint and shows its secret once. */
export function CreateEndpoint() {
  const words = useTranslations("integration.webhooks");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const create = useMutation(
    trpc.webhooks.create.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.webhooks.pathFilter()),
    }),
  );

  function change(open: boolean) {
    create.reset();
    setIsOpen(open);
  }

  return (
    <Dialog
      open={isOpen}
      onOpenChange={change}
      trigger={
        <Button>
          <Webhook aria-hidden />
          {words("add")}
        </Button>
      }
      title={words("add")}
      closeLabel={common("close")}
      size="md"
    >
      {create.data ? (
        <ShownOnce
          text={create.data.secret}
          what={words("created")}
          todo={words("secretBody")}
          onDone={() => change(false)}
        />
      ) : (
        <EndpointForm
          submitLabel={words("add")}
          isPending={create.isPending}
          error={create.error}
          onSubmit={(terms) => create.mutate(terms)}
        />
      )}
    </Dialog>
  );
}
