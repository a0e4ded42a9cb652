"use client";

import { startRegistration } from "@simplewebauthn/browser";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";

type EnrolPasskeyProps = { onMade: (recoveryCodes: readonly string[]) => void; onBack: () => void };

/** A passkey of this device, with a name to know it by. */
export function EnrolPasskey({ onMade, onBack }: EnrolPasskeyProps) {
  const words = useTranslations("security");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const [label, setLabel] = useState("");
  const [isStopped, setStopped] = useState(false);
  const begin = useMutation(trpc.secondFactor.beginPasskey.mutationOptions());
  const confirm = useMutation(
    trpc.secondFactor.confirmPasskey.mutationOptions({
      onSuccess: ({ recoveryCodes }) => onMade(recoveryCodes),
    }),
  );
  async function make(event: FormEvent) {
    event.preventDefault();
    setStopped(false);
    confirm.reset();
    const optionsJSON = await begin.mutateAsync().catch(() => undefined);
    if (optionsJSON === undefined) return;
    // Whoever closes the device's own dialog has stopped, and can begin again.
    const response = await startRegistration({ optionsJSON }).catch(() => undefined);
    if (response === undefined) setStopped(true);
    else confirm.mutate({ response, label });
  }
  return (
    <form onSubmit={(event) => void make(event)} noValidate className="grid gap-4">
      <Field label={words("label")} mark={common("optional")} support={words("labelSupport")}>
        {(control) => (
          <Input
            {...control}
            value={label}
            maxLength={40}
            onChange={(event) => setLabel(event.target.value)}
          />
        )}
      </Field>
      {isStopped ? <Alert tone="waiting" live what={words("passkeyStopped")} /> : null}
      <ErrorAlert error={begin.error ?? confirm.error} />
      <Button type="submit" size="lg" wide pending={begin.isPending || confirm.isPending}>
        {words("addPasskey")}
      </Button>
      <Button variant="quiet" onClick={onBack}>
        {words("otherWay")}
      </Button>
    </form>
  );
}
