"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useErrorMessage } from "@/app/_components/errors/use-error-message";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogDismiss } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Textarea } from "@/app/_ui/textarea";
import { useToast } from "@/app/_ui/toast";

/** Takes a file back, with its reason. */
export function WithdrawFile({ bankFileId }: { bankFileId: string }) {
  const words = useTranslations("settlement");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  const readError = useErrorMessage();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const withdraw = useMutation(
    trpc.settlement.withdrawBankFile.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.settlement.pathFilter());
        setOpen(false);
        show({ tone: "info", title: words("withdrawn") });
      },
    }),
  );
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<Button variant="quiet">{words("withdraw")}</Button>}
      title={words("withdraw")}
      description={words("withdrawExplain")}
      closeLabel={common("close")}
      footer={
        <>
          <DialogDismiss asChild>
            <Button variant="quiet">{common("cancel")}</Button>
          </DialogDismiss>
          <Button
            variant="danger"
            pending={withdraw.isPending}
            onClick={() => withdraw.mutate({ bankFileId, reason })}
          >
            {words("withdraw")}
          </Button>
        </>
      }
    >
      <Field
        label={words("withdrawReason")}
        required
        mark={common("required")}
        error={withdraw.error ? readError(withdraw.error).text : undefined}
      >
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
    </Dialog>
  );
}
