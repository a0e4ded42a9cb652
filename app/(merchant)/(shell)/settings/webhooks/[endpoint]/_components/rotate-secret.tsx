"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogDismiss } from "@/app/_ui/dialog";
import { ShownOnce } from "../../../_components/shown-once";

/** Puts a new secret beside the present one, which goes on signing for a day. */
export function RotateSecret({ endpointId }: { endpointId: string }) {
  const words = useTranslations("integration.webhooks");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const rotate = useMutation(
    trpc.webhooks.rotate.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.webhooks.pathFilter()),
    }),
  );
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(open) => {
        rotate.reset();
        setIsOpen(open);
      }}
      trigger={<Button variant="secondary">{words("rotate")}</Button>}
      title={words("rotate")}
      closeLabel={common("close")}
    >
      {rotate.data ? (
        <ShownOnce
          text={rotate.data.secret}
          what={words("rotated")}
          todo={words("secretBody")}
          onDone={() => setIsOpen(false)}
        />
      ) : (
        <div className="grid gap-5">
          <p>{words("rotateBody")}</p>
          <ErrorAlert error={rotate.error} what={words("failed")} />
          <div className="flex flex-wrap justify-end gap-3">
            <DialogDismiss asChild>
              <Button variant="quiet">{common("cancel")}</Button>
            </DialogDismiss>
            <Button pending={rotate.isPending} onClick={() => rotate.mutate({ endpointId })}>
              {words("rotate")}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
