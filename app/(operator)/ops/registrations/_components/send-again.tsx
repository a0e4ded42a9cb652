"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { useToast } from "@/app/_ui/toast";

/** Sends one refused registration again as it is. */
export function SendAgain({ storeId, walletId }: { storeId: string; walletId: string }) {
  const trpc = useTRPC();
  const done = useQueued();
  const again = useMutation(trpc.registration.resubmit.mutationOptions({ onSuccess: () => done(1) }));
  return <AgainButton variant="quiet" again={again} onClick={() => again.mutate({ storeId, walletId })} />;
}

/** Sends all that a wallet has refused for one reason again as they are. */
export function SendAllAgain({ walletId, reason }: { walletId: string; reason: string }) {
  const trpc = useTRPC();
  const done = useQueued();
  const again = useMutation(
    trpc.registration.resubmitGroup.mutationOptions({ onSuccess: ({ queued }) => done(queued) }),
  );
  return <AgainButton variant="secondary" again={again} onClick={() => again.mutate({ walletId, reason })} />;
}

function useQueued() {
  const words = useTranslations("ops.registrations");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  return async (count: number) => {
    await queries.invalidateQueries(trpc.registration.pathFilter());
    show({ tone: "good", title: words("queued", { count }) });
  };
}

type AgainButtonProps = {
  variant: ComponentProps<typeof Button>["variant"];
  again: { readonly isPending: boolean; readonly error: unknown };
  onClick: () => void;
};

function AgainButton({ variant, again, onClick }: AgainButtonProps) {
  const words = useTranslations("ops.registrations");
  return (
    <>
      <Button size="sm" variant={variant} pending={again.isPending} onClick={onClick}>
        {words("again")}
      </Button>
      <ErrorAlert error={again.error} />
    </>
  );
}
