"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";

type NameFormProps = {
  action: string;
  /** The name that there is already. */
  name?: string;
  isPending: boolean;
  error: unknown;
  /** Clears the field when it is through. */
  onSend: (name: string, clear: () => void) => void;
};

/** Names a payout group. */
export function NameForm({ action, name = "", isPending, error, onSend }: NameFormProps) {
  const words = useTranslations("chain.groups");
  const [typed, setTyped] = useState(name);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isPending && typed.trim() !== "") onSend(typed, () => setTyped(""));
  }

  return (
    <form onSubmit={submit} className="flex max-w-xl flex-wrap items-end gap-3">
      <Field label={words("name")} className="grow">
        {(control) => (
          <Input
            {...control}
            maxLength={60}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" variant="secondary" pending={isPending}>
        {action}
      </Button>
      <ErrorAlert error={error} what={words("failed")} className="w-full" />
    </form>
  );
}
