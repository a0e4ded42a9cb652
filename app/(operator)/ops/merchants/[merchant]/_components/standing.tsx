"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { ReasonDialog } from "@/app/_components/reason/reason-dialog";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { RadioGroup } from "@/app/_ui/radio-group";
import { useToast } from "@/app/_ui/toast";
import { canTransition } from "@/server/merchants/rules";
import { FINAL_BALANCES, type FinalBalance, type StandingAction } from "@/server/merchants/standing/rules";

type Size = "md" | "sm";

function useAfterwards() {
  const words = useTranslations("directory.standing");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  return (action: StandingAction) => async () => {
    await queries.invalidateQueries(trpc.directory.pathFilter());
    await queries.invalidateQueries(trpc.audit.pathFilter());
    show({ tone: "good", title: words(`done.${action}`) });
  };
}

/** What may be decided about a merchant: stop it, let it go on, or end its contract. */
export function MerchantStanding({ merchantId, state }: { merchantId: string; state: string }) {
  const words = useTranslations("directory.standing");
  const trpc = useTRPC();
  const after = useAfterwards();
  const [balance, setBalance] = useState<FinalBalance>("pay_out");
  const suspend = useMutation(trpc.merchants.suspend.mutationOptions({ onSuccess: after("suspend") }));
  const resume = useMutation(trpc.merchants.resume.mutationOptions({ onSuccess: after("resume") }));
  const terminate = useMutation(trpc.merchants.terminate.mutationOptions({ onSuccess: after("terminate") }));
  return (
    <Decisions
      state={state}
      subject="merchant"
      size="md"
      suspend={{ ...asked(suspend), confirm: (reason) => suspend.mutateAsync({ merchantId, reason }) }}
      resume={{ ...asked(resume), confirm: () => resume.mutateAsync({ merchantId }) }}
      terminate={{
        ...asked(terminate),
        confirm: (reason) => terminate.mutateAsync({ merchantId, reason, balance }),
      }}
    >
      <RadioGroup
        name="balance"
        legend={words("balance")}
        value={balance}
        options={FINAL_BALANCES.map((value) => ({ value, label: words(`balanceOf.${value}`) }))}
        onValueChange={(value) => setBalance(FINAL_BALANCES.find((known) => known === value) ?? "pay_out")}
      />
    </Decisions>
  );
}

/** The same for one store of a merchant. */
export function StoreStanding({ storeId, state }: { storeId: string; state: string }) {
  const trpc = useTRPC();
  const after = useAfterwards();
  const suspend = useMutation(trpc.merchants.suspendStore.mutationOptions({ onSuccess: after("suspend") }));
  const resume = useMutation(trpc.merchants.resumeStore.mutationOptions({ onSuccess: after("resume") }));
  const terminate = useMutation(
    trpc.merchants.terminateStore.mutationOptions({ onSuccess: after("terminate") }),
  );
  return (
    <Decisions
      state={state}
      subject="store"
      size="sm"
      suspend={{ ...asked(suspend), confirm: (reason) => suspend.mutateAsync({ storeId, reason }) }}
      resume={{ ...asked(resume), confirm: () => resume.mutateAsync({ storeId }) }}
      terminate={{ ...asked(terminate), confirm: (reason) => terminate.mutateAsync({ storeId, reason }) }}
    />
  );
}

type Decision = {
  readonly pending: boolean;
  readonly error: unknown;
  readonly confirm: (reason: string) => Promise<unknown>;
};

function asked({ isPending, error }: { isPending: boolean; error: unknown }) {
  return { pending: isPending, error };
}

type DecisionsProps = {
  state: string;
  subject: "merchant" | "store";
  size: Size;
  children?: React.ReactNode;
} & Readonly<Record<StandingAction, Decision>>;

function Decisions({ state, subject, size, suspend, resume, terminate, children }: DecisionsProps) {
  const words = useTranslations("directory.standing");
  const dialog = (action: "suspend" | "terminate", decision: Decision) => (
    <ReasonDialog
      trigger={
        <Button size={size} variant={action === "terminate" ? "quiet" : "secondary"}>
          {words(`action.${action}`)}
        </Button>
      }
      title={words(`title.${subject}.${action}`)}
      explain={words(`explain.${subject}.${action}`)}
      label={words("reason")}
      wrong={words("reasonWrong")}
      action={words(`action.${action}`)}
      pending={decision.pending}
      error={decision.error}
      onConfirm={decision.confirm}
    >
      {action === "terminate" ? children : null}
    </ReasonDialog>
  );
  return (
    <div className="flex flex-wrap items-center justify-end gap-2">
      {canTransition(state, "terminated") ? dialog("terminate", terminate) : null}
      {canTransition(state, "suspended") ? dialog("suspend", suspend) : null}
      {canTransition(state, "active") ? (
        <Button
          size={size}
          variant="primary"
          pending={resume.pending}
          onClick={() => void resume.confirm("").catch(() => undefined)}
        >
          {words("action.resume")}
        </Button>
      ) : null}
      <ErrorAlert error={resume.error} />
    </div>
  );
}
