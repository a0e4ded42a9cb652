"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { RegistrationBadge } from "@/app/_components/directory/registration-badge";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { useToast } from "@/app/_ui/toast";
import type { Registration } from "@/server/registration/queries";

type RegistrationLineProps = { registration: Registration; mayCorrect: boolean };

/** A store at one wallet: how far it is, why it was refused, and the way to send it once more. */
export function RegistrationLine({ registration, mayCorrect }: RegistrationLineProps) {
  const words = useTranslations("directory");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  const { storeId, walletId, walletName, state, renewing, reason } = registration;
  const resubmit = useMutation(
    trpc.registration.resubmit.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.directory.pathFilter());
        show({ tone: "good", title: words("resubmitted") });
      },
    }),
  );
  return (
    <div className="py-0.5">
      <span className="flex items-center gap-2 whitespace-nowrap">
        {walletName} <RegistrationBadge state={state} />
        {renewing ? <span className="text-xs text-muted">{words("renewing")}</span> : null}
      </span>
      {state === "rejected" ? (
        <span className="flex flex-wrap items-center gap-2 text-xs text-muted">
          <span className="max-w-64">{reason}</span>
          {mayCorrect ? (
            <Button
              size="sm"
              variant="quiet"
              pending={resubmit.isPending}
              onClick={() => resubmit.mutate({ storeId, walletId })}
            >
              {words("resubmit")}
            </Button>
          ) : null}
        </span>
      ) : null}
      <ErrorAlert error={resubmit.error} />
    </div>
  );
}
