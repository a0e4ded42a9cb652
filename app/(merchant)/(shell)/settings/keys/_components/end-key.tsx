"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogDismiss } from "@/app/_ui/dialog";

type EndKeyProps = {
  keyId: string;
  act: "rotate" | "revoke";
  /** Hears the new key. It is shown by whoever outlives this button, which the list takes away with the old key. */
  onRotated: (text: string) => void;
};

/** Ends a key: at once, or after a day beside the one that takes its place. */
export function EndKey({ keyId, act, onRotated }: EndKeyProps) {
  const words = useTranslations("integration.keys");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const done = () => {
    setIsOpen(false);
    return queries.invalidateQueries(trpc.keys.pathFilter());
  };
  const rotate = useMutation(
    trpc.keys.rotate.mutationOptions({
      onSuccess: ({ text }) => {
        onRotated(text);
        return done();
      },
    }),
  );
  const revoke = useMutation(trpc.keys.revoke.mutationOptions({ onSuccess: done }));
  const running = act === "rotate" ? rotate : revoke;
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(open) => {
        running.reset();
        setIsOpen(open);
      }}
      trigger={
        <Button variant={act === "rotate" ? "secondary" : "risky"} size="sm">
          {words(act)}
        </Button>
      }
      title={words(act)}
      closeLabel={common("close")}
    >
      <div className="grid gap-5">
        <p>{words(`${act}Body`)}</p>
        <ErrorAlert error={running.error} what={words("failed")} />
        <div className="flex flex-wrap justify-end gap-3">
          <DialogDismiss asChild>
            <Button variant="quiet">{common("cancel")}</Button>
          </DialogDismiss>
          <Button
            variant={act === "revoke" ? "danger" : "primary"}
            pending={running.isPending}
            onClick={() => running.mutate({ keyId })}
          >
            {words(act)}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
