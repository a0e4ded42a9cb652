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
import { LIMIT_MEASURES } from "@/server/payments/risk/limits/rules";
import { setLimitInput } from "@/server/payments/risk/schema";
import { SubjectFields, subjectIdOf, type TypedSubject } from "./subject-fields";

type TypedLimit = TypedSubject & {
  readonly measure: string;
  readonly most: string;
  readonly reason: string;
};

const EMPTY: TypedLimit = {
  subject: "store",
  walletId: "",
  merchant: null,
  store: null,
  measure: "payment_amount",
  most: "",
  reason: "",
};

/** Sets a limit, in place of one of the same measure. */
export function AddLimit() {
  const words = useTranslations("riskDesk.limits");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const [typed, setTyped] = useState(EMPTY);
  const [wrong, setWrong] = useState<readonly PropertyKey[]>([]);
  const set = useMutation(
    trpc.risk.setLimit.mutationOptions({
      onSuccess: async () => {
        setTyped(EMPTY);
        await queries.invalidateQueries(trpc.risk.pathFilter());
        toast({ tone: "good", title: words("addDone") });
      },
    }),
  );
  const take = (name: "measure" | "most" | "reason") => (event: { target: { value: string } }) =>
    setTyped({ ...typed, [name]: event.target.value });
  const required = { mark: common("required"), required: true };

  function submit(event: FormEvent) {
    event.preventDefault();
    const { subject, measure, most, reason } = typed;
    const parsed = setLimitInput.safeParse({
      subject,
      subjectId: subjectIdOf(typed),
      measure,
      most: /^\d{1,12}$/.test(most) ? BigInt(most) : undefined,
      reason,
    });
    setWrong(parsed.success ? [] : parsed.error.issues.map(({ path }) => path[0] ?? ""));
    if (parsed.success && !set.isPending) set.mutate(parsed.data);
  }

  return (
    <Card>
      <CardHeader title={words("add")} />
      <CardBody className="pt-2">
        <form onSubmit={submit} noValidate className="grid gap-4 lg:grid-cols-2">
          <SubjectFields
            typed={typed}
            onChange={(changed) => setTyped({ ...typed, ...changed })}
            isWrong={wrong.includes("subjectId")}
          />
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
            {...required}
            error={wrong.includes("most") ? words("mostWrong") : undefined}
          >
            {(control) => (
              <Input {...control} inputMode="numeric" value={typed.most} onChange={take("most")} />
            )}
          </Field>
          <Field
            label={words("reason")}
            {...required}
            error={wrong.includes("reason") ? words("reasonWrong") : undefined}
          >
            {(control) => (
              <Input {...control} maxLength={200} value={typed.reason} onChange={take("reason")} />
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
