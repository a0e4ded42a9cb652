"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useErrorMessage } from "@/app/_components/errors/use-error-message";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { QrFrame } from "@/app/_ui/qr-frame";
import { Skeleton } from "@/app/_ui/skeleton";

type EnrolAppProps = { onMade: (recoveryCodes: readonly string[]) => void; onBack: () => void };

/** The symbol for an authenticator app, its secret as text, and the first code that proves it arrived. */
export function EnrolApp({ onMade, onBack }: EnrolAppProps) {
  const words = useTranslations("security");
  const trpc = useTRPC();
  const readError = useErrorMessage();
  const [code, setCode] = useState("");
  const { mutate: begin, data: app, error } = useMutation(trpc.secondFactor.beginApp.mutationOptions());
  const confirm = useMutation(
    trpc.secondFactor.confirmApp.mutationOptions({ onSuccess: ({ recoveryCodes }) => onMade(recoveryCodes) }),
  );
  // The secret is made by the server when this step opens.
  useEffect(() => begin(), [begin]);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (app !== undefined && !confirm.isPending) confirm.mutate({ factorId: app.factorId, code, label: "" });
  }
  if (error) return <ErrorAlert error={error} onRetry={() => begin()} />;
  if (app === undefined) return <Skeleton className="h-64" />;
  const { size, path } = app.symbol;
  const refusal = confirm.error === null ? undefined : readError(confirm.error);
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <p>{words("scan")}</p>
      <QrFrame>
        <svg
          viewBox={`0 0 ${size} ${size}`}
          role="img"
          aria-label={words("symbol")}
          shapeRendering="crispEdges"
        >
          <path d={path} />
        </svg>
      </QrFrame>
      <div className="text-sm">
        <p className="text-muted">{words("secret")}</p>
        <p className="tabular font-mono break-words" data-secret="">
          {app.secretText}
        </p>
      </div>
      <Field
        label={words("appCode")}
        support={words("appCodeSupport")}
        error={refusal?.fields.length ? words("appCodeWrong") : refusal?.text}
      >
        {(control) => (
          <Input
            {...control}
            value={code}
            onChange={(event) => setCode(event.target.value)}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={16}
            className="tabular h-14 text-center text-xl tracking-[0.2em]"
          />
        )}
      </Field>
      <Button type="submit" size="lg" wide pending={confirm.isPending}>
        {words("confirm")}
      </Button>
      <Button variant="quiet" onClick={onBack}>
        {words("otherWay")}
      </Button>
    </form>
  );
}
