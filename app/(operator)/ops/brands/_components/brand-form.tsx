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
import { Textarea } from "@/app/_ui/textarea";
import { useToast } from "@/app/_ui/toast";

const BLANK = { headOfficeId: "", name: "", color: "", mark: "" };

/** A new signboard: whose it is, what it is called, and how its posters look. */
export function BrandForm() {
  const words = useTranslations("ops.brands");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  const [draft, setDraft] = useState(BLANK);
  const add = useMutation(
    trpc.brands.add.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.brands.pathFilter());
        setDraft(BLANK);
        show({ tone: "good", title: words("saved") });
      },
    }),
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    const { headOfficeId, name, color, mark } = draft;
    if (!add.isPending)
      add.mutate({ headOfficeId, name, color: color === "" ? null : color, mark: mark === "" ? null : mark });
  }

  return (
    <Card>
      <CardHeader title={words("add")} />
      <CardBody>
        <form onSubmit={submit} className="grid gap-4">
          {(["headOfficeId", "name", "color", "mark"] as const).map((field) => {
            const isFree = field === "color" || field === "mark";
            const Control = field === "mark" ? Textarea : Input;
            return (
              <Field
                key={field}
                label={words(field)}
                mark={isFree ? common("optional") : common("required")}
                required={!isFree}
                support={words(`${field}Help`)}
              >
                {(control) => (
                  <Control
                    {...control}
                    spellCheck={false}
                    value={draft[field]}
                    onChange={(event) => setDraft({ ...draft, [field]: event.target.value.trimStart() })}
                  />
                )}
              </Field>
            );
          })}
          <ErrorAlert error={add.error} what={words("failed")} />
          <Button type="submit" pending={add.isPending} className="justify-self-start">
            {words("add")}
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}
