"use client";

import { type FormEvent, useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";

type NameFormProps = {
  label: string;
  action: string;
  /** The name that there is already. */
  name?: string;
  isPending: boolean;
  error: unknown;
  failed: string;
  /** Clears the field when it is through. */
  onSend: (name: string, clear: () => void) => void;
};

/** Names something that stores are put into: an area, a payout group. */
export function NameForm({ label, action, name = "", isPending, error, failed, onSend }: NameFormProps) {
  const [typed, setTyped] = useState(name);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isPending && typed.trim() !== "") onSend(typed, () => setTyped(""));
  }

  return (
    <form onSubmit={submit} className="flex max-w-xl flex-wrap items-end gap-3">
      <Field label={label} className="grow">
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
      <ErrorAlert error={error} what={failed} className="w-full" />
    </form>
  );
}
