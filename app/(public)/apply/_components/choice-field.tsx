"use client";

import { useTranslations } from "next-intl";
import { useLabel } from "@/app/_components/onboarding/use-item-name";
import { optionalWord } from "@/app/_i18n/optional-word";
import { Checkbox } from "@/app/_ui/checkbox";
import { RadioGroup } from "@/app/_ui/radio-group";
import { Select, type SelectOption } from "@/app/_ui/select";
import { type Choice, chosenIn, type FieldKey } from "@/server/onboarding/fields/rules";
import { FieldShell } from "./field-shell";
import { useForm } from "./form-context";

type ChoiceFieldProps = { name: FieldKey; values: readonly Choice[]; columns?: 1 | 2 | 3 };

/** One of a few, as cards. */
export function ChoiceField({ name, values, columns = 1 }: ChoiceFieldProps) {
  const words = useTranslations("onboarding");
  const labelOf = useLabel();
  const form = useForm();
  return (
    <FieldShell name={name}>
      {(control) => (
        <div id={control.id} tabIndex={-1}>
          <RadioGroup
            name={name}
            legend={labelOf(name)}
            hideLegend
            columns={columns}
            value={form.fields[name] ?? ""}
            onValueChange={(value) => form.change({ [name]: value })}
            options={values.map((value) => ({
              value,
              label: words(`choice.${value}`),
              support: optionalWord(words, `choiceSupport.${value}`),
            }))}
            aria-describedby={control["aria-describedby"]}
            aria-invalid={control["aria-invalid"]}
          />
        </div>
      )}
    </FieldShell>
  );
}

type SelectFieldProps = { name: FieldKey; options: readonly SelectOption[] };

/** One of many, in the browser's own list. */
export function SelectField({ name, options }: SelectFieldProps) {
  const words = useTranslations("onboarding");
  const form = useForm();
  return (
    <FieldShell name={name}>
      {(control) => (
        <Select
          {...control}
          name={name}
          prompt={words("choice.prompt")}
          options={options}
          value={form.fields[name] ?? ""}
          onChange={(event) => form.change({ [name]: event.target.value })}
        />
      )}
    </FieldShell>
  );
}

type SetFieldProps = {
  name: FieldKey;
  values: readonly Choice[];
  /** The choice that excludes all others, such as none of them. */
  alone?: Choice;
};

/** Several of a few; kept in the order in which they are offered. */
export function SetField({ name, values, alone }: SetFieldProps) {
  const words = useTranslations("onboarding");
  const labelOf = useLabel();
  const form = useForm();
  const chosen = chosenIn(form.fields[name]);

  function toggle(value: Choice, on: boolean): void {
    const kept = chosen.filter((one) => one !== value && (!on || (one !== alone && value !== alone)));
    const next = on ? [...kept, value] : kept;
    form.change({ [name]: values.filter((one) => next.includes(one)).join(",") });
    form.touch(name);
  }

  return (
    <FieldShell name={name}>
      {(control) => (
        <fieldset id={control.id} tabIndex={-1} aria-describedby={control["aria-describedby"]}>
          <legend className="sr-only">{labelOf(name)}</legend>
          <div className="grid gap-1">
            {values.map((value) => (
              <Checkbox
                key={value}
                id={`${control.id}-${value}`}
                label={words(`choice.${value}`)}
                checked={chosen.includes(value)}
                onChange={(event) => toggle(value, event.target.checked)}
              />
            ))}
          </div>
        </fieldset>
      )}
    </FieldShell>
  );
}
