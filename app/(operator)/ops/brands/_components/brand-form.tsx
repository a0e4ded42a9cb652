"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import type { ComboboxOption } from "@/app/_ui/combobox-option";
import { Field } from "@/app/_ui/field";
import { useToast } from "@/app/_ui/toast";
import { MerchantPicker } from "@/app/(operator)/_components/merchant-picker";
import { type BrandDraft, BrandFields, looksOf } from "./brand-fields";

type NewBrand = BrandDraft & { readonly headOffice: ComboboxOption | null };

const BLANK: NewBrand = { headOffice: null, name: "", color: "", mark: "", posterFormat: "", language: "" };

/** A new signboard: whose it is, what it is called, and how its posters look. */
export function BrandForm() {
  const words = useTranslations("ops.brands");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  const [draft, setDraft] = useState(BLANK);
  const [isSent, setSent] = useState(false);
  const add = useMutation(
    trpc.brands.add.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.brands.pathFilter());
        setDraft(BLANK);
        setSent(false);
        show({ tone: "good", title: words("saved") });
      },
    }),
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    setSent(true);
    if (!add.isPending && draft.headOffice !== null)
      add.mutate({ headOfficeId: draft.headOffice.value, ...looksOf(draft) });
  }

  return (
    <Card>
      <CardHeader title={words("add")} />
      <CardBody>
        <form onSubmit={submit} className="grid gap-4">
          <Field
            label={words("headOffice")}
            mark={common("required")}
            required
            support={words("headOfficeHelp")}
            error={isSent && draft.headOffice === null ? words("headOfficeWrong") : undefined}
          >
            {(control) => (
              <MerchantPicker
                {...control}
                value={draft.headOffice}
                onValueChange={(headOffice) => setDraft({ ...draft, headOffice })}
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
