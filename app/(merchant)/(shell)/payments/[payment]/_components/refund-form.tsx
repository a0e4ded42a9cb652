"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useErrorMessage } from "@/app/_components/errors/use-error-message";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { DialogDismiss } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { RadioGroup } from "@/app/_ui/radio-group";
import { useToast } from "@/app/_ui/toast";
import { formatMoney, jpy } from "@/server/kernel/money";
import { type RefundKind, readRefund } from "./read-refund";
import { RefundBurden } from "./refund-burden";

type RefundFormProps = { paymentId: string; remainingMinor: bigint; requestId: string; onDone: () => void };

const REASON_MAX = 200;

/** Full or partial, whole yen in any width, and one button that names the sum it gives back. */
export function RefundForm({ paymentId, remainingMinor, requestId, onDone }: RefundFormProps) {
  const words = useTranslations("payments.refund");
  const common = useTranslations("common");
  const [kind, setKind] = useState<RefundKind>("full");
  const [typed, setTyped] = useState("");
  const [reason, setReason] = useState("");
  const [isTold, setIsTold] = useState(false);
  const refund = useRefund(onDone);
  const readError = useErrorMessage();
  const remaining = formatMoney(jpy(remainingMinor));
  const read = readRefund(kind, typed, remainingMinor);
  const refusal = refund.error === null ? null : readError(refund.error);
  const atAmount = refusal?.field === "amountMinor" && kind === "partial" ? refusal.text : undefined;
  const problem = isTold && read.problem !== null ? words(read.problem, { remaining }) : atAmount;

  function submit(event: FormEvent) {
    event.preventDefault();
    setIsTold(true);
    if (read.amountMinor === null || refund.isPending) return;
    refund.mutate({ paymentId, requestId, amountMinor: read.amountMinor, reason });
  }

  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <RadioGroup
        name="kind"
        legend={words("kind")}
        hideLegend
        columns={2}
        value={kind}
        onValueChange={(value) => setKind(value === "partial" ? "partial" : "full")}
        options={[
          { value: "full", label: words("full"), support: words("fullSupport", { amount: remaining }) },
          {
            value: "partial",
            label: words("partial"),
            support: words("partialSupport", { amount: remaining }),
          },
        ]}
      />
      {kind === "full" ? null : (
        <Field
          label={words("amount")}
          mark={common("required")}
          required
          support={words("amountSupport", { remaining })}
          error={problem}
        >
          {(control) => (
            <Input
              {...control}
              autoFocus
              inputMode="numeric"
              autoComplete="off"
              prefix="¥"
              figures
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
      )}
      <Field label={words("reason")} mark={common("optional")} support={words("reasonSupport")}>
        {(control) => (
          <Input
            {...control}
            maxLength={REASON_MAX}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <RefundBurden paymentId={paymentId} amountMinor={read.amountMinor} />
      {atAmount === undefined ? <ErrorAlert error={refund.error} what={words("failed")} /> : null}
      <div className="flex flex-col-reverse gap-3 sm:flex-row sm:justify-end">
        <DialogDismiss asChild>
          <Button variant="secondary">{common("cancel")}</Button>
        </DialogDismiss>
        <Button type="submit" variant="danger" pending={refund.isPending}>
          {read.amountMinor === null
            ? words("open")
            : words("confirm", { amount: formatMoney(jpy(read.amountMinor)) })}
        </Button>
      </div>
    </form>
  );
}

/** Asks for the refund and says that it was accepted, which is not yet that it was made. */
function useRefund(onDone: () => void) {
  const words = useTranslations("payments.refund");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  return useMutation(
    trpc.payments.refundPayment.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.payments.pathFilter());
        show({ tone: "waiting", title: words("accepted"), body: words("acceptedBody") });
        onDone();
      },
      // Somebody else may have refunded meanwhile: the card behind the form then shows it.
      onError: () => queries.invalidateQueries(trpc.payments.pathFilter()),
    }),
  );
}
