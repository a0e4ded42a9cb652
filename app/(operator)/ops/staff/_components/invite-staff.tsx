"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useErrorMessage } from "@/app/_components/errors/use-error-message";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import { isOperatorRole, OPERATOR_ROLES } from "@/server/kernel/permissions";
import { useStaffChange } from "./use-staff-change";

/** Asks somebody onto the staff by mail; they get the role when they accept. */
export function InviteStaff() {
  const words = useTranslations("ops.staff");
  const people = useTranslations("people.team");
  const roles = useTranslations("identity.roles");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const readError = useErrorMessage();
  const changed = useStaffChange();
  const [isOpen, setOpen] = useState(false);
  const [form, setForm] = useState({ email: "", name: "", role: "reviewer" });
  const invite = useMutation(
    trpc.staff.invite.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        setForm({ email: "", name: "", role: "reviewer" });
        await changed(people("sent"));
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isOperatorRole(form.role)) invite.mutate({ ...form, role: form.role, locale: "ja" });
  };
  const refusal = invite.error ? readError(invite.error) : undefined;
  const isWrong = (name: string) => refusal?.fields.some(({ path }) => path === name) === true;
  const isElsewhere = refusal !== undefined && refusal.fields.length === 0;
  const bind = (name: "email" | "name" | "role") => ({
    value: form[name],
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [name]: event.target.value }),
  });
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<Button>{people("invite")}</Button>}
      title={words("inviteTitle")}
      description={words("inviteLead")}
      closeLabel={common("close")}
    >
      <form onSubmit={submit} noValidate className="grid gap-5">
        <Field
          label={words("email")}
          mark={common("required")}
          required
          error={isWrong("email") ? words("emailWrong") : undefined}
        >
          {(control) => (
            <Input {...control} {...bind("email")} type="email" autoComplete="off" maxLength={254} />
          )}
        </Field>
        <Field
          label={words("name")}
          mark={common("required")}
          required
          error={isWrong("name") ? words("nameWrong") : undefined}
        >
          {(control) => <Input {...control} {...bind("name")} autoComplete="off" maxLength={80} />}
        </Field>
        <Field label={words("role")} mark={common("required")} required>
          {(control) => (
            <Select
              {...control}
              {...bind("role")}
              options={OPERATOR_ROLES.map((value) => ({ value, label: roles(value) }))}
            />
          )}
        </Field>
        {isElsewhere ? <Alert tone="attention" live what={refusal.text} /> : null}
        <Button type="submit" pending={invite.isPending}>
          {people("send")}
        </Button>
      </form>
    </Dialog>
  );
}
