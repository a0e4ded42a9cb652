"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogDismiss } from "@/app/_ui/dialog";
import { Spinner } from "@/app/_ui/spinner";
import type { BulkKind } from "@/server/directory/bulk/rules";
import type { BulkChoice } from "@/server/directory/bulk/schema";
import { type BulkAnswer, BulkQuestion, NO_ANSWER } from "./bulk-question";
import { useBulkChange } from "./use-bulk-change";

type BulkDialogProps = {
  kind: BulkKind;
  choice: BulkChoice;
  managers: readonly { id: string; name: string }[];
  onClose: () => void;
  onDone: (bulkId: string) => void;
};

/** Shows whom a change would touch, asks what it needs, and carries it out. */
export function BulkDialog({ kind, choice, managers, onClose, onDone }: BulkDialogProps) {
  const words = useTranslations("directory.bulk");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const [answer, setAnswer] = useState<BulkAnswer>(NO_ANSWER);
  const preview = useQuery(trpc.directory.bulk.preview.queryOptions({ choice, kind }));
  const { change, pending, error, isReady } = useBulkChange({ kind, choice, answer, onDone });
  const found = preview.data;
  return (
    <Dialog
      open
      size="md"
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={words(`ask.${kind}`)}
      description={words(`explain.${kind}`)}
      closeLabel={common("close")}
      footer={
        <>
          <DialogDismiss asChild>
            <Button variant="quiet">{common("cancel")}</Button>
          </DialogDismiss>
          <Button
            variant={kind === "suspend" ? "danger" : "primary"}
            pending={pending}
            disabled={!isReady || found === undefined || found.ready === 0}
            onClick={change}
          >
            {words(`go.${kind}`, { count: found?.ready ?? 0 })}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <ErrorAlert error={preview.error ?? error} />
        {found === undefined && preview.error === null ? <Spinner label={words("looking")} /> : null}
        {found === undefined ? null : (
          <div className="rounded bg-paper p-3 text-sm" data-testid="bulk-preview">
            <p className="tabular font-bold">
              {words("preview", { ready: found.ready, count: found.count })}
            </p>
            <p className="text-muted">
              {found.names.join(words("comma"))}
              {found.count > found.names.length
                ? words("andMore", { count: found.count - found.names.length })
                : ""}
            </p>
          </div>
        )}
        <BulkQuestion kind={kind} answer={answer} managers={managers} onAnswer={setAnswer} />
      </div>
    </Dialog>
  );
}
