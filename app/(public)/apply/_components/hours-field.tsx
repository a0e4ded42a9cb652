"use client";

import { HoursInput } from "@/app/_components/merchants/hours-input";
import type { FieldKey } from "@/server/onboarding/fields/rules";
import { FieldShell } from "./field-shell";
import { useForm } from "./form-context";

/** When the shop of an application is open. */
export function HoursField({ name }: { name: FieldKey }) {
  const form = useForm();
  return (
    <FieldShell name={name}>
      {(control) => (
        <HoursInput
          control={control}
          value={form.fields[name] ?? ""}
          onChange={(value) => {
            form.change({ [name]: value });
            form.touch(name);
          }}
        />
      )}
    </FieldShell>
  );
}
