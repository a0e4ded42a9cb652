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
import { useToast } from "@/app/_ui/toast";
import { BrandFields, looksOf } from "./brand-fields";

const BLANK = { headOfficeId: "", name: "", color: "", mark: "", posterFormat: "", language: "" };

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
    if (!add.isPending) add.mutate({ headOfficeId: draft.headOfficeId, ...looksOf(draft) });
  }

  return (
    <Card>
      <CardHeader title={words("add")} />
      <CardBody>
        <form onSubmit={submit} className="grid gap-4">
          <Field
            label={words("headOfficeId")}
            mark={common("required")}
            required
            support={words("headOfficeIdHelp")}
          >
            {(control) => (
              <Input
                {...control}
                spellCheck={false}
                value={draft.headOfficeId}
                onChange={(event) => setDraft({ ...draft, headOfficeId: event.target.value.trim() })}
              />
            )}
          </Field>
          <BrandFields draft={draft} onChange={(changed) => setDraft({ ...draft, ...changed })} />
          <ErrorAlert error={add.error} what={words("failed")} />
          <Button type="submit" pending={add.isPending} className="justify-self-start">
            {words("add")}
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}
