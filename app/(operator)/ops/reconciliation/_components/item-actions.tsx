"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useErrorMessage } from "@/app/_components/errors/use-error-message";
import { ReasonDialog } from "@/app/_components/reason/reason-dialog";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { useToast } from "@/app/_ui/toast";
import { formatMoney, jpy } from "@/server/kernel/money";
import type { ReconciliationItem } from "@/server/settlement/reconciliation/items/queries";

type ItemActionsProps = { item: ReconciliationItem; isMyProposal: boolean };

/** How a difference is brought to its end: explained while nothing stands, else written off by two people. */
export function ItemActions({ item, isMyProposal }: ItemActionsProps) {
  if (item.state === "proposed") return isMyProposal ? null : <Answer item={item} />;
  return item.books ? <Close item={item} act="propose" /> : <Close item={item} act="explain" />;
}

function useDone() {
  const words = useTranslations("reconciliation");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  return async () => {
    toast({ tone: "good", title: words("done") });
    await queries.invalidateQueries(trpc.settlement.reconciliation.pathFilter());
  };
}

function Close({ item, act }: { item: ReconciliationItem; act: "propose" | "explain" }) {
  const words = useTranslations("reconciliation");
  const trpc = useTRPC();
  const onSuccess = useDone();
  const explain = useMutation(trpc.settlement.reconciliation.explainItem.mutationOptions({ onSuccess }));
  const propose = useMutation(trpc.settlement.reconciliation.proposeWriteOff.mutationOptions({ onSuccess }));
  const mutation = act === "explain" ? explain : propose;
  return (
    <ReasonDialog
      trigger={
        <Button variant="quiet" size="sm">
          {words(act)}
        </Button>
      }
      title={words(act)}
      explain={words(act === "explain" ? "explainLead" : "proposeLead", {
        amount: formatMoney(jpy(item.standsMinor)),
      })}
      label={words("reason")}
      wrong={words("reasonWrong")}
      action={words(act)}
      pending={mutation.isPending}
      error={mutation.error}
      onConfirm={(reason) => mutation.mutateAsync({ itemId: item.id, reason })}
    />
  );
}

function Answer({ item }: { item: ReconciliationItem }) {
  const words = useTranslations("reconciliation");
  const trpc = useTRPC();
  const toast = useToast();
  const readError = useErrorMessage();
  const onSuccess = useDone();
  const confirm = useMutation(
    trpc.settlement.reconciliation.confirmWriteOff.mutationOptions({
      onSuccess,
      onError: (error) => toast({ tone: "attention", title: readError(error).text }),
    }),
  );
  const decline = useMutation(trpc.settlement.reconciliation.declineWriteOff.mutationOptions({ onSuccess }));
  return (
    <>
      <Button
        variant="secondary"
        size="sm"
        pending={confirm.isPending}
        onClick={() => confirm.mutate({ itemId: item.id })}
      >
        {words("confirm")}
      </Button>
      <ReasonDialog
        trigger={
          <Button variant="quiet" size="sm">
            {words("decline")}
          </Button>
        }
        title={words("decline")}
        explain={words("declineLead")}
        label={words("reason")}
        wrong={words("reasonWrong")}
        action={words("decline")}
        pending={decline.isPending}
        error={decline.error}
        onConfirm={(reason) => decline.mutateAsync({ itemId: item.id, reason })}
      />
    </>
  );
}
