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
import { LIMIT_MEASURES, LIMIT_SUBJECTS } from "@/server/payments/risk/limits/rules";
import { setLimitInput } from "@/server/payments/risk/schema";

const EMPTY = { subject: "store", subjectId: "", measure: "payment_amount", most: "", reason: "" };

/** Sets a limit, in place of one of the same measure. */
export function AddLimit() {
  const words = useTranslations("riskDesk.limits");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const [typed, setTyped] = useState(EMPTY);
  const [isWrong, setWrong] = useState(false);
  const set = useMutation(
    trpc.risk.setLimit.mutationOptions({
      onSuccess: async () => {
        setTyped(EMPTY);
        await queries.invalidateQueries(trpc.risk.pathFilter());
        toast({ tone: "good", title: words("addDone") });
      },
    }),
  );
  const take = (name: keyof typeof EMPTY) => (event: { target: { value: string } }) =>
    setTyped({ ...typed, [name]: event.target.value });

  function submit(event: FormEvent) {
    event.preventDefault();
    const isWhole = /^\d{1,12}$/.test(typed.most);
    setWrong(!isWhole);
    const parsed = setLimitInput.safeParse({ ...typed, most: isWhole ? BigInt(typed.most) : undefined });
    if (parsed.success && !set.isPending) set.mutate(parsed.data);
  }

  return (
    <Card>
      <CardHeader title={words("add")} />
      <CardBody className="pt-2">
        <form onSubmit={submit} className="grid items-end gap-4 lg:grid-cols-2">
          <Field label={words("subject")}>
            {(control) => (
              <Select
                {...control}
                value={typed.subject}
                onChange={take("subject")}
                options={LIMIT_SUBJECTS.map((value) => ({ value, label: words(`subjects.${value}`) }))}
              />
            )}
          </Field>
          <Field label={words("subjectId")} support={words("subjectIdSupport")}>
            {(control) => (
              <Input
                {...control}
                required
                maxLength={64}
                value={typed.subjectId}
                onChange={take("subjectId")}
              />
            )}
          </Field>
          <Field label={words("measure")}>
            {(control) => (
              <Select
                {...control}
                value={typed.measure}
                onChange={take("measure")}
                options={LIMIT_MEASURES.map((value) => ({ value, label: words(`measures.${value}`) }))}
              />
            )}
          </Field>
          <Field
            label={words("most")}
            support={words("mostSupport")}
            error={isWrong ? words("mostWrong") : undefined}
          >
            {(control) => (
              <Input {...control} inputMode="numeric" required value={typed.most} onChange={take("most")} />
            )}
          </Field>
          <Field label={words("reason")}>
            {(control) => (
              <Input {...control} required maxLength={200} value={typed.reason} onChange={take("reason")} />
            )}
          </Field>
          <div className="grid content-end gap-3">
            <ErrorAlert error={set.error} what={words("failed")} />
            <Button type="submit" pending={set.isPending} className="justify-self-start">
              {words("add")}
            </Button>
          </div>
        </form>
      </CardBody>
    </Card>
  );
}
