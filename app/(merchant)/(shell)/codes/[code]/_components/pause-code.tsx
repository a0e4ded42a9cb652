"use client";

import { useMutation } from "@tanstack/react-query";
import { Pause, Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCodeChange } from "@/app/_components/codes/use-code-change";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import type { CodeState } from "@/server/codes/rules";

/** Closes a till for a while and opens it again; both take effect with the next payment. */
export function PauseCode({ code, state }: { code: string; state: CodeState }) {
  const words = useTranslations("codes");
  const trpc = useTRPC();
  const changed = useCodeChange();
  const pause = useMutation(trpc.codes.pause.mutationOptions({ onSuccess: () => changed(words("paused")) }));
  const resume = useMutation(
    trpc.codes.resume.mutationOptions({ onSuccess: () => changed(words("resumed")) }),
  );
  const isPaused = state === "paused";
  const { isPending, error, mutate } = isPaused ? resume : pause;
  return (
    <>
      <Button variant="secondary" pending={isPending} onClick={() => mutate({ code })}>
        {isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
        {words(isPaused ? "resume" : "pause")}
      </Button>
      <ErrorAlert error={error} what={words("changeFailed")} className="basis-full" />
    </>
  );
}
