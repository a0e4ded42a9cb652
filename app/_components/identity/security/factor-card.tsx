"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Fingerprint, Smartphone } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { DateTime } from "@/app/_ui/date-time";
import { Dialog } from "@/app/_ui/dialog";
import { useToast } from "@/app/_ui/toast";
import { Confirm } from "../confirm";
import { EnrolFactor } from "../second-factor/enrol-factor";
import { RecoveryCodes } from "../second-factor/recovery-codes";
import { SignInAgain } from "../second-factor/sign-in-again";

/** One's own passkeys, apps and recovery codes. The page prefetches `trpc.secondFactor.state`. */
export function FactorCard() {
  const words = useTranslations("security");
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.secondFactor.state.queryOptions());
  return (
    <Card>
      <CardHeader title={words("title")} support={words("listLead")} />
      <CardBody className="grid gap-4">
        {data.factors.length === 0 ? <p className="font-bold">{words("none")}</p> : null}
        <ul className="divide-y divide-line">
          {data.factors.map((factor) => (
            <FactorLine key={factor.id} factor={factor} />
          ))}
        </ul>
        <AddFactor isLate={data.enrolment === "factor_enrolment_late"} />
        {data.factors.length === 0 ? null : <Renewal left={data.recoveryCodes} />}
      </CardBody>
    </Card>
  );
}

type FactorLineProps = {
  factor: { id: string; kind: "passkey" | "app"; label: string; createdAtMs: number };
};

function FactorLine({ factor }: FactorLineProps) {
  const words = useTranslations("security");
  const locale = useLocale();
  const trpc = useTRPC();
  const changed = useFactorChange();
  const remove = useMutation(
    trpc.secondFactor.remove.mutationOptions({ onSuccess: () => changed(words("removed")) }),
  );
  const kind = words(factor.kind === "passkey" ? "kindPasskey" : "kindApp");
  const name = factor.label === "" ? kind : factor.label;
  const Icon = factor.kind === "passkey" ? Fingerprint : Smartphone;
  return (
    <li className="flex flex-wrap items-center gap-3 py-3">
      <Icon aria-hidden className="size-5 shrink-0 text-indigo-600" />
      <div className="min-w-0 grow">
        <p className="font-bold">{name}</p>
        <p className="text-sm text-muted">
          {factor.label === "" ? null : `${kind} · `}
          {words.rich("added", {
            time: () => <DateTime value={new Date(factor.createdAtMs)} locale={locale} />,
          })}
        </p>
      </div>
      <Confirm
        trigger={
          <Button variant="risky" size="sm" aria-label={`${name}: ${words("remove")}`}>
            {words("remove")}
          </Button>
        }
        title={words("removeTitle", { name })}
        explain={words("removeExplain")}
        action={words("remove")}
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutateAsync({ factorId: factor.id })}
      />
    </li>
  );
}

function AddFactor({ isLate }: { isLate: boolean }) {
  const words = useTranslations("security");
  const common = useTranslations("common");
  const changed = useFactorChange();
  const [isOpen, setOpen] = useState(false);
  function done() {
    setOpen(false);
    void changed(common("saved"));
  }
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<Button variant="secondary">{words("add")}</Button>}
      title={words("addTitle")}
      closeLabel={common("close")}
    >
      {isLate ? <SignInAgain /> : <EnrolFactor onDone={done} />}
    </Dialog>
  );
}

/** So few recovery codes are left that it is time for new ones. */
const FEW_CODES = 3;

function Renewal({ left }: { left: number }) {
  const words = useTranslations("security");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const changed = useFactorChange();
  const renew = useMutation(trpc.secondFactor.renewRecoveryCodes.mutationOptions());
  const codes = renew.data?.codes;
  function done() {
    renew.reset();
    void changed(common("saved"));
  }
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line pt-4">
      <p className={left < FEW_CODES ? "font-bold text-vermilion-700" : undefined}>
        {words("codesLeft", { count: left })}
      </p>
      <Button variant="quiet" size="sm" pending={renew.isPending} onClick={() => renew.mutate()}>
        {words("renew")}
      </Button>
      <Dialog
        open={codes !== undefined}
        onOpenChange={(open) => {
          if (!open) done();
        }}
        title={words("renew")}
        closeLabel={common("close")}
      >
        {codes === undefined ? null : <RecoveryCodes codes={codes} onDone={done} />}
      </Dialog>
    </div>
  );
}

function useFactorChange(): (title: string) => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  return async (title) => {
    toast({ title });
    await queries.invalidateQueries(trpc.secondFactor.state.queryFilter());
  };
}
