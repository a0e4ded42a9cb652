"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useErrorMessage } from "@/app/_components/errors/use-error-message";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";

type StartViewingProps = { merchantId: string; name: string };

/** Support states a reason, and sees the merchant's own screens for half an hour. */
export function StartViewing({ merchantId, name }: StartViewingProps) {
  const words = useTranslations("ops.viewing");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const readError = useErrorMessage();
  const [reason, setReason] = useState("");
  const start = useMutation(
    trpc.viewing.start.mutationOptions({ onSuccess: () => window.location.assign("/home") }),
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!start.isPending) start.mutate({ merchantId, reason });
  }
  const isShort = start.error !== null && readError(start.error).fields.length > 0;
  return (
    <Dialog
      trigger={<Button variant="secondary">{words("view")}</Button>}
      title={words("viewTitle", { name })}
      description={words("viewLead")}
      closeLabel={common("close")}
    >
      <form onSubmit={submit} noValidate className="grid gap-5">
        <Field
          label={words("reason")}
          mark={common("required")}
          required
          example={words("reasonExample")}
          error={isShort ? words("reasonWrong") : undefined}
        >
          {(control) => (
            <Input
              {...control}
              value={reason}
              maxLength={300}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        {isShort ? null : <ErrorAlert error={start.error} />}
        <Button type="submit" pending={start.isPending}>
          {words("start")}
        </Button>
      </form>
    </Dialog>
  );
}
