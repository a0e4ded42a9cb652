"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import { useToast } from "@/app/_ui/toast";
import { readTypedYen } from "@/server/kernel/typed-yen";
import { receiptInput } from "@/server/settlement/reconciliation/money/schema";

const EMPTY = { receivedOn: "", amount: "", way: "in", text: "" };

/** Records one line of the bank's statement by hand. */
export function AddReceipt() {
  const words = useTranslations("reconciliation.money");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const [typed, setTyped] = useState(EMPTY);
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const record = useMutation(
    trpc.settlement.reconciliation.recordReceipt.mutationOptions({
      onSuccess: async ({ matched, known }) => {
        setTyped(EMPTY);
        toast({
          tone: "good",
          title: words(known > 0 ? "knownLine" : matched > 0 ? "matchedLine" : "openLine"),
        });
        await queries.invalidateQueries(trpc.settlement.reconciliation.pathFilter());
      },
    }),
  );
  const take = (name: keyof typeof EMPTY) => (event: { target: { value: string } }) =>
    setTyped({ ...typed, [name]: event.target.value });
  const errorOf = (name: string) =>
    wrong.includes(name)
      ? words(`wrong.${name === "receivedOn" ? "day" : name === "text" ? "text" : "amount"}`)
      : undefined;

  function submit(event: FormEvent) {
    event.preventDefault();
    const yen = readTypedYen(typed.amount);
    const amountMinor = yen === null ? undefined : typed.way === "in" ? yen : -yen;
    const parsed = receiptInput.safeParse({ ...typed, amountMinor });
    setWrong(parsed.success ? [] : parsed.error.issues.map((issue) => String(issue.path[0])));
    if (parsed.success && !record.isPending) record.mutate(parsed.data);
  }

  return (
    <Card>
      <CardHeader title={words("add")} support={words("addSupport")} />
      <CardBody>
        <form onSubmit={submit} className="grid gap-4 sm:grid-cols-2">
          <Field label={words("day")} error={errorOf("receivedOn")}>
            {(control) => (
              <Input
                {...control}
                type="date"
                required
                value={typed.receivedOn}
                onChange={take("receivedOn")}
              />
            )}
          </Field>
          <Field label={words("way")}>
            {(control) => (
              <Select
                {...control}
                value={typed.way}
                onChange={take("way")}
                options={(["in", "out"] as const).map((value) => ({ value, label: words(`ways.${value}`) }))}
              />
            )}
          </Field>
          <Field label={words("amount")} error={errorOf("amountMinor")}>
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                required
                value={typed.amount}
                onChange={take("amount")}
              />
            )}
          </Field>
          <Field label={words("text")} error={errorOf("text")}>
            {(control) => (
              <Input {...control} required maxLength={120} value={typed.text} onChange={take("text")} />
            )}
          </Field>
          <div className="grid gap-3 sm:col-span-2">
            <ErrorAlert error={record.error} what={words("failed")} />
            <Button type="submit" pending={record.isPending}>
              {words("record")}
            </Button>
          </div>
        </form>
      </CardBody>
    </Card>
  );
}
