"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useState } from "react";
import { useErrorMessage } from "@/app/_components/errors/use-error-message";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import { isOperatorRole, OPERATOR_ROLES, type OperatorRole } from "@/server/kernel/permissions";

const EMPTY = { email: "", name: "", role: "reviewer" };

type Person = { readonly email: string; readonly name: string; readonly role: OperatorRole };

type StaffDialogProps = {
  trigger: ReactNode;
  title: string;
  lead: string;
  action: string;
  pending: boolean;
  error: unknown;
  /** Resolves when it is done; the dialog then closes. */
  onSubmit: (person: Person) => Promise<unknown>;
};

/** Somebody by their e-mail address and name, and the role that they are to have. */
export function StaffDialog({ trigger, title, lead, action, pending, error, onSubmit }: StaffDialogProps) {
  const words = useTranslations("ops.staff");
  const roles = useTranslations("identity.roles");
  const common = useTranslations("common");
  const readError = useErrorMessage();
  const [isOpen, setOpen] = useState(false);
  const [form, setForm] = useState(EMPTY);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isOperatorRole(form.role)) return;
    void onSubmit({ ...form, role: form.role }).then(
      () => {
        setOpen(false);
        setForm(EMPTY);
      },
      // What went wrong stands in the dialog.
      () => undefined,
    );
  };
  const refusal = error ? readError(error) : undefined;
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
      trigger={trigger}
      title={title}
      description={lead}
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
        <Button type="submit" pending={pending}>
          {action}
        </Button>
      </form>
    </Dialog>
  );
}
