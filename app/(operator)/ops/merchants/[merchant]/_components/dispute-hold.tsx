"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ReasonDialog } from "@/app/_components/reason/reason-dialog";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { useToast } from "@/app/_ui/toast";

type DisputeHoldProps = { merchantId: string; holds: boolean; mayChange: boolean };

/** Whether payouts wait while a payment is disputed, and the change of it. */
export function DisputeHold({ merchantId, holds, mayChange }: DisputeHoldProps) {
  const words = useTranslations("directory.disputeHold");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  const change = useMutation(
    trpc.merchants.holdForDisputes.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.directory.pathFilter());
        await queries.invalidateQueries(trpc.audit.pathFilter());
        show({ tone: "good", title: words("done") });
      },
    }),
  );
  const next = holds ? "release" : "hold";
  return (
    <span className="flex flex-wrap items-center justify-between gap-2">
      {words(holds ? "held" : "paid")}
      {mayChange ? (
        <ReasonDialog
          trigger={
            <Button size="sm" variant="secondary">
              {words("change")}
            </Button>
          }
          title={words(`title.${next}`)}
          explain={words(`explain.${next}`)}
          label={words("reason")}
          wrong={words("reasonWrong")}
          action={words(`action.${next}`)}
          pending={change.isPending}
          error={change.error}
          onConfirm={(reason) => change.mutateAsync({ merchantId, holds: !holds, reason })}
        />
      ) : null}
    </span>
  );
}
