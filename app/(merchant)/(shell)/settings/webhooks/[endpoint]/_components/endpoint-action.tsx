"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogDismiss } from "@/app/_ui/dialog";

type EndpointActionProps = { endpointId: string; act: "pause" | "resume" | "remove" };

const LOOKS = { pause: "secondary", resume: "primary", remove: "risky" } as const;

/** Pauses an endpoint, lets it go on, or removes it, after saying what that means. */
export function EndpointAction({ endpointId, act }: EndpointActionProps) {
  const words = useTranslations("integration.webhooks");
  const common = useTranslations("common");
  const [isOpen, setIsOpen] = useState(false);
  const { mutate, isPending, error, reset } = useAction(act, () => setIsOpen(false));
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(open) => {
        reset();
        setIsOpen(open);
      }}
      trigger={<Button variant={LOOKS[act]}>{words(act)}</Button>}
      title={words(act)}
      closeLabel={common("close")}
    >
      <div className="grid gap-5">
        <p>{words(`${act}Body`)}</p>
        <ErrorAlert error={error} what={words("failed")} />
        <div className="flex flex-wrap justify-end gap-3">
          <DialogDismiss asChild>
            <Button variant="quiet">{common("cancel")}</Button>
          </DialogDismiss>
          <Button
            variant={act === "remove" ? "danger" : "primary"}
            pending={isPending}
            onClick={() => mutate({ endpointId })}
          >
            {words(act)}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function useAction(act: EndpointActionProps["act"], onDone: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const onSuccess = async () => {
    onDone();
    await queries.invalidateQueries(trpc.webhooks.pathFilter());
  };
  const pause = useMutation(trpc.webhooks.pause.mutationOptions({ onSuccess }));
  const resume = useMutation(trpc.webhooks.resume.mutationOptions({ onSuccess }));
  const remove = useMutation(
    trpc.webhooks.remove.mutationOptions({
      // What is removed cannot be read again, so the page is left first.
      onSuccess: () => router.replace("/settings/webhooks"),
    }),
  );
  return { pause, resume, remove }[act];
}
