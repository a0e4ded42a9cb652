"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ReasonDialog } from "@/app/_components/reason/reason-dialog";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { RadioGroup } from "@/app/_ui/radio-group";
import { useToast } from "@/app/_ui/toast";
import { ALERT_OUTCOMES, type AlertOutcome } from "@/server/payments/risk/alerts/rules";

/** Closes an alert with what was found. */
export function CloseAlert({ alertId }: { alertId: string }) {
  const words = useTranslations("riskDesk.alerts");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const [outcome, setOutcome] = useState<AlertOutcome>("no_concern");
  const close = useMutation(
    trpc.risk.closeAlert.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.risk.pathFilter());
        toast({ tone: "good", title: words("done") });
      },
    }),
  );
  return (
    <ReasonDialog
      trigger={
        <Button variant="quiet" size="sm">
          {words("close")}
        </Button>
      }
      title={words("close")}
      explain={words("closeExplain")}
      label={words("note")}
      wrong={words("noteWrong")}
      action={words("close")}
      pending={close.isPending}
      error={close.error}
      onConfirm={(note) => close.mutateAsync({ alertId, outcome, note })}
    >
      <RadioGroup
        name="outcome"
        legend={words("outcome")}
        value={outcome}
        onValueChange={(value) => setOutcome(ALERT_OUTCOMES.find((known) => known === value) ?? "no_concern")}
        options={ALERT_OUTCOMES.map((value) => ({
          value,
          label: words(`outcomes.${value}`),
          support: value === "suspended" ? words("suspendHint") : undefined,
        }))}
      />
    </ReasonDialog>
  );
}
