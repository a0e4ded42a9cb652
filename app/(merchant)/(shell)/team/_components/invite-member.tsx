"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useErrorMessage } from "@/app/_components/errors/use-error-message";
import { isLocale, LOCALE_NAMES, LOCALES } from "@/app/_i18n/locales";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import { useToast } from "@/app/_ui/toast";
import { type StoreChoice, WorkPlace, type WorkPlaceOf } from "./work-place";

type Draft = WorkPlaceOf & { readonly email: string; readonly name: string };
const BLANK: Draft = { email: "", name: "", role: "clerk", storeIds: [] };

/** Asks somebody in by mail, with a role and the stores it covers. */
export function InviteMember({ stores }: { stores: readonly StoreChoice[] }) {
  const words = useTranslations("people.team");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const readError = useErrorMessage();
  const current = useLocale();
  const [isOpen, setOpen] = useState(false);
  const [form, setForm] = useState<Draft>(BLANK);
  const [locale, setLocale] = useState(isLocale(current) ? current : "ja");
  const invite = useMutation(
    trpc.team.invite.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        setForm(BLANK);
        toast({ title: words("sent") });
        await queries.invalidateQueries(trpc.team.pathFilter());
      },
    }),
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!invite.isPending) invite.mutate({ ...form, storeIds: [...form.storeIds], locale });
  }
  const refusal = invite.error === null ? undefined : readError(invite.error);
  const atEmail = refusal?.field === "email";
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<Button>{words("invite")}</Button>}
      title={words("invite")}
      description={words("inviteLead")}
      closeLabel={common("close")}
    >
      <form onSubmit={submit} noValidate className="grid gap-5">
        <Field
          label={words("email")}
          mark={common("required")}
          required
          error={atEmail ? (refusal.fields.length > 0 ? words("emailWrong") : refusal.text) : undefined}
        >
          {(control) => (
            <Input
              {...control}
              type="email"
              inputMode="email"
              autoComplete="off"
              autoCapitalize="none"
              maxLength={254}
              value={form.email}
              onChange={(event) => setForm({ ...form, email: event.target.value })}
            />
          )}
        </Field>
        <Field label={words("name")} mark={common("optional")}>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              maxLength={80}
              value={form.name}
              onChange={(event) => setForm({ ...form, name: event.target.value })}
            />
          )}
        </Field>
        <WorkPlace place={form} stores={stores} onChange={(place) => setForm({ ...form, ...place })} />
        <Field label={words("language")}>
          {(control) => (
            <Select
              {...control}
              value={locale}
              onChange={(event) => {
                if (isLocale(event.target.value)) setLocale(event.target.value);
              }}
              options={LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }))}
            />
          )}
        </Field>
        {atEmail ? null : <ErrorAlert error={invite.error} />}
        <Button type="submit" size="lg" wide pending={invite.isPending}>
          {words("send")}
        </Button>
      </form>
    </Dialog>
  );
}
