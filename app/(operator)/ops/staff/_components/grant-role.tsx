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

/** Gives somebody a role by their e-mail address. */
export function GrantRole() {
  const words = useTranslations("ops.staff");
  const roles = useTranslations("identity.roles");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const readError = useErrorMessage();
  const changed = useStaffChange();
  const [isOpen, setOpen] = useState(false);
  const [form, setForm] = useState({ email: "", name: "", role: "reviewer" });
  const grant = useMutation(
    trpc.staff.grantRole.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        setForm({ email: "", name: "", role: "reviewer" });
        await changed(words("granted"));
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isOperatorRole(form.role)) grant.mutate({ ...form, role: form.role });
  };
  const refusal = grant.error ? readError(grant.error) : undefined;
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
      trigger={<Button variant="secondary">{words("add")}</Button>}
      title={words("add")}
      description={words("addExplain")}
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
        <Button type="submit" pending={grant.isPending}>
          {words("add")}
        </Button>
      </form>
    </Dialog>
  );
}
