"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useErrorMessage } from "@/app/_components/errors/use-error-message";
import { usePaletteCommands } from "@/app/_components/palette/palette-commands";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogDismiss } from "@/app/_ui/dialog";
import { useToast } from "@/app/_ui/toast";
import { formatDay, toDay } from "@/server/kernel/calendar";
import { RunPreview } from "./run-preview";
import { RunProgress } from "./run-progress";

/** Closes everything through yesterday, after saying what that means. */
export function CloseDay() {
  const words = useTranslations("settlement");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  const readError = useErrorMessage();
  const [isOpen, setOpen] = useState(false);
  const { data } = useSuspenseQuery(trpc.settlement.runs.queryOptions({}));
  const throughOn = data.closableThroughOn;
  const day = formatDay(toDay(throughOn), useLocale() === "ja" ? "ja" : "en");
  const isClosed = data.runs.some((run) => run.throughOn >= throughOn);
  const close = useMutation(
    trpc.settlement.runSettlement.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.settlement.pathFilter());
        setOpen(false);
        show({ tone: "good", title: words("closed", { day }) });
      },
    }),
  );
  usePaletteCommands({
    heading: words("title"),
    commands: isClosed
      ? []
      : [{ id: "close-day", label: words("closeDay", { day }), onSelect: () => setOpen(true) }],
  });
  if (isClosed) return <p className="text-sm text-muted">{words("nothingToClose")}</p>;
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<Button variant="primary">{words("closeDay", { day })}</Button>}
      title={words("closeDay", { day })}
      description={words("closeExplain", { day })}
      closeLabel={common("close")}
      size="md"
      footer={
        <>
          <DialogDismiss asChild>
            <Button variant="quiet">{common("cancel")}</Button>
          </DialogDismiss>
          <Button variant="primary" pending={close.isPending} onClick={() => close.mutate({ throughOn })}>
            {close.isPending ? words("closing") : words("closeDay", { day })}
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-1 gap-4">
        {close.isPending ? <RunProgress /> : null}
        {isOpen ? <RunPreview throughOn={throughOn} /> : null}
        {close.error ? <Alert tone="attention" live what={readError(close.error).text} /> : null}
      </div>
    </Dialog>
  );
}
