"use client";

import { startAuthentication } from "@simplewebauthn/browser";
import { useMutation } from "@tanstack/react-query";
import { Fingerprint } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";

/** One press, and the device asks for finger, face or PIN. */
export function GivePasskey({ onGiven }: { onGiven: () => void }) {
  const words = useTranslations("security");
  const trpc = useTRPC();
  const [isStopped, setStopped] = useState(false);
  const challenge = useMutation(trpc.secondFactor.challengePasskey.mutationOptions());
  const give = useMutation(trpc.secondFactor.givePasskey.mutationOptions({ onSuccess: onGiven }));
  async function prove() {
    setStopped(false);
    give.reset();
    const optionsJSON = await challenge.mutateAsync().catch(() => undefined);
    if (optionsJSON === undefined) return;
    // Whoever closes the device's own dialog has stopped, and can begin again.
    const response = await startAuthentication({ optionsJSON }).catch(() => undefined);
    if (response === undefined) setStopped(true);
    else give.mutate({ response });
  }
  return (
    <div className="grid gap-3">
      <Button size="lg" wide pending={challenge.isPending || give.isPending} onClick={() => void prove()}>
        <Fingerprint aria-hidden />
        {words("usePasskey")}
      </Button>
      {isStopped ? <Alert tone="waiting" live what={words("passkeyStopped")} /> : null}
      <ErrorAlert error={challenge.error ?? give.error} />
    </div>
  );
}
