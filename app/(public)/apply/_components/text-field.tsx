"use client";

import type { ComponentProps, ReactNode } from "react";
import { Input } from "@/app/_ui/input";
import { type FieldKey, MAX_TYPED } from "@/server/onboarding/fields/rules";
import { FieldShell } from "./field-shell";
import { useForm } from "./form-context";

type TextFieldProps = {
  name: FieldKey;
  support?: ReactNode;
  /** Beyond saving what is typed. */
  onType?: (value: string) => void;
  onLeave?: () => void;
} & Pick<ComponentProps<"input">, "inputMode" | "autoComplete" | "type" | "lang">;

/** One line of text, saved as it is typed. */
export function TextField({ name, support, onType, onLeave, ...input }: TextFieldProps) {
  const form = useForm();
  return (
    <FieldShell name={name} support={support}>
      {(control) => (
        <Input
          {...control}
          {...input}
          name={name}
          maxLength={MAX_TYPED}
          value={form.fields[name] ?? ""}
          onChange={(event) => {
            form.change({ [name]: event.target.value });
            onType?.(event.target.value);
          }}
          onBlur={() => {
            if (form.fields[name]) form.touch(name);
            onLeave?.();
          }}
        />
      )}
    </FieldShell>
  );
}
