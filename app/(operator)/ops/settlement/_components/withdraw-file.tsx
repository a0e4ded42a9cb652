"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ReasonDialog } from "@/app/_components/reason/reason-dialog";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { useToast } from "@/app/_ui/toast";

/** Takes a file back, with its reason. */
export function WithdrawFile({ bankFileId }: { bankFileId: string }) {
  const words = useTranslations("settlement");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  const withdraw = useMutation(
    trpc.settlement.withdrawBankFile.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.settlement.pathFilter());
        show({ tone: "info", title: words("withdrawn") });
      },
    }),
  );
  return (
    <ReasonDialog
      trigger={<Button variant="quiet">{words("withdraw")}</Button>}
      title={words("withdraw")}
      explain={words("withdrawExplain")}
      label={words("withdrawReason")}
      wrong={words("withdrawReasonWrong")}
      action={words("withdraw")}
      pending={withdraw.isPending}
      error={withdraw.error}
      onConfirm={(reason) => withdraw.mutateAsync({ bankFileId, reason })}
    />
  );
}
