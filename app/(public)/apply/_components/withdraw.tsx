"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogDismiss } from "@/app/_ui/dialog";

/** Takes the application back, after a question. */
export function Withdraw() {
  const words = useTranslations("onboarding.withdraw");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const { data } = useSuspenseQuery(trpc.applications.current.queryOptions());
  const withdraw = useMutation(
    trpc.applications.withdraw.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        await queries.invalidateQueries({ queryKey: trpc.applications.current.queryKey() });
      },
    }),
  );
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      title={words("title")}
      description={words("body")}
      closeLabel={common("close")}
      trigger={
        <Button variant="quiet" className="justify-self-center text-muted">
          {words("action")}
        </Button>
      }
      footer={
        <>
          <DialogDismiss asChild>
            <Button variant="secondary">{common("cancel")}</Button>
          </DialogDismiss>
          <Button
            variant="danger"
            pending={withdraw.isPending}
            onClick={() => withdraw.mutate({ applicationId: data.id })}
          >
            {words("confirm")}
          </Button>
        </>
      }
    >
      <ErrorAlert error={withdraw.error} />
    </Dialog>
  );
}
