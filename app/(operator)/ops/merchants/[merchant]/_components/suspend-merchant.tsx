"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useErrorMessage } from "@/app/_components/errors/use-error-message";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogDismiss } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Textarea } from "@/app/_ui/textarea";
import { useToast } from "@/app/_ui/toast";

/** Stops a merchant's payments for a stated reason, or lets them go on. */
export function SuspendMerchant({ merchantId, state }: { merchantId: string; state: string }) {
  return state === "suspended" ? <Resume merchantId={merchantId} /> : <Suspend merchantId={merchantId} />;
}

function useAfterwards(text: string) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  return async () => {
    await queries.invalidateQueries(trpc.directory.pathFilter());
    await queries.invalidateQueries(trpc.audit.pathFilter());
    show({ tone: "good", title: text });
  };
}

function Resume({ merchantId }: { merchantId: string }) {
  const words = useTranslations("directory");
  const trpc = useTRPC();
  const readError = useErrorMessage();
  const afterwards = useAfterwards(words("resumed"));
  const resume = useMutation(trpc.merchants.resume.mutationOptions({ onSuccess: afterwards }));
  return (
    <>
      <Button variant="primary" pending={resume.isPending} onClick={() => resume.mutate({ merchantId })}>
        {words("resume")}
      </Button>
      {resume.error ? <Alert tone="attention" live what={readError(resume.error).text} /> : null}
    </>
  );
}

function Suspend({ merchantId }: { merchantId: string }) {
  const words = useTranslations("directory");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const readError = useErrorMessage();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const afterwards = useAfterwards(words("suspended"));
  const suspend = useMutation(
    trpc.merchants.suspend.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        await afterwards();
      },
    }),
  );
  const refusal = suspend.error ? readError(suspend.error) : undefined;
  const isReasonWrong = refusal?.fields.some(({ path }) => path === "reason") === true;
  const error = isReasonWrong ? words("suspendReasonWrong") : refusal?.text;
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<Button variant="secondary">{words("suspend")}</Button>}
      title={words("suspendTitle")}
      description={words("suspendExplain")}
      closeLabel={common("close")}
      footer={
        <>
          <DialogDismiss asChild>
            <Button variant="quiet">{common("cancel")}</Button>
          </DialogDismiss>
          <Button
            variant="danger"
            pending={suspend.isPending}
            onClick={() => suspend.mutate({ merchantId, reason })}
          >
            {words("suspend")}
          </Button>
        </>
      }
    >
      <Field label={words("suspendReason")} mark={common("required")} required error={error}>
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
    </Dialog>
  );
}
