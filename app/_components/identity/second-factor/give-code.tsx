"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useErrorMessage } from "@/app/_components/errors/use-error-message";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";

type GiveCodeProps = {
  kind: "app" | "recovery";
  /** The code of an app that the sandbox holds. */
  hint?: string | null;
  onGiven: () => void;
};

/** Six digits of an app, or sixteen letters from the drawer. */
export function GiveCode({ kind, hint = null, onGiven }: GiveCodeProps) {
  const words = useTranslations("security");
  const trpc = useTRPC();
  const readError = useErrorMessage();
  const [code, setCode] = useState("");
  const byApp = useMutation(trpc.secondFactor.giveAppCode.mutationOptions({ onSuccess: onGiven }));
  const byRecovery = useMutation(trpc.secondFactor.giveRecoveryCode.mutationOptions({ onSuccess: onGiven }));
  const give = kind === "app" ? byApp : byRecovery;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!give.isPending) give.mutate({ code });
  }
  const refusal = give.error === null ? undefined : readError(give.error);
  const wrong = refusal?.fields.length
    ? words(kind === "app" ? "appCodeWrong" : "recoveryWrong")
    : refusal?.text;
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field
        label={words(kind === "app" ? "appCode" : "recoveryCode")}
        support={words(kind === "app" ? "appCodeSupport" : "recoverySupport")}
        error={wrong}
      >
        {(control) => (
          <Input
            {...control}
            value={code}
            onChange={(event) => setCode(event.target.value)}
            inputMode={kind === "app" ? "numeric" : "text"}
            autoComplete={kind === "app" ? "one-time-code" : "off"}
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={kind === "app" ? 16 : 40}
            className="tabular h-14 text-center text-xl tracking-[0.2em]"
          />
        )}
      </Field>
      {hint === null ? null : (
        <Alert
          tone="info"
          what={words("sandboxCode", { code: hint })}
          action={
            <Button variant="secondary" size="sm" onClick={() => setCode(hint)}>
              {words("sandboxFill")}
            </Button>
          }
        />
      )}
      <Button type="submit" size="lg" wide pending={give.isPending}>
        {words("confirm")}
      </Button>
    </form>
  );
}
