"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useSyncExternalStore } from "react";
import { useErrorMessage } from "@/app/_components/errors/use-error-message";
import { useTRPC } from "@/app/_trpc/client";
import { useToast } from "@/app/_ui/toast";
import { allowSound, maySound, playChime, watchSound } from "./chime";

export type Sound = {
  readonly isOn: boolean;
  /** On, but the browser keeps the page silent until it is touched. */
  readonly isBlocked: boolean;
  readonly isChanging: boolean;
  readonly toggle: () => void;
};

/** The person's wish to hear payments, kept with their account; the layout prefetches `account.me`. */
export function useSound(): Sound {
  const words = useTranslations("merchant.sound");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const read = useErrorMessage();
  const show = useToast();
  const { data: me } = useSuspenseQuery(trpc.account.me.queryOptions());
  const change = useMutation(
    trpc.account.switchSound.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.account.me.queryFilter()),
      onError: (error) => show({ tone: "attention", title: words("failed"), body: read(error).text }),
    }),
  );
  // The server knows nothing of the browser's permission, so nothing is said of it before the page is alive.
  const isAllowed = useSyncExternalStore(watchSound, maySound, () => true);
  const isOn = change.isPending ? change.variables.on : me.soundOn;

  useEffect(() => {
    if (!isOn || isAllowed) return undefined;
    const allow = () => void allowSound();
    document.addEventListener("pointerdown", allow);
    document.addEventListener("keydown", allow);
    return () => {
      document.removeEventListener("pointerdown", allow);
      document.removeEventListener("keydown", allow);
    };
  }, [isOn, isAllowed]);

  function toggle() {
    if (change.isPending) return;
    change.mutate({ on: !isOn });
    if (!isOn) void allowSound().then(playChime);
  }

  return { isOn, isBlocked: isOn && !isAllowed, isChanging: change.isPending, toggle };
}
