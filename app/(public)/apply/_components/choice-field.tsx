"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/app/_ui/checkbox";
import { RadioGroup } from "@/app/_ui/radio-group";
import { Select, type SelectOption } from "@/app/_ui/select";
import { chosenIn, type FieldKey, placeOf } from "@/server/onboarding/fields/rules";
import { FieldShell } from "./field-shell";
import { useForm } from "./form-context";

type ChoiceFieldProps = { name: FieldKey; values: readonly string[]; columns?: 1 | 2 | 3 };

/** One of a few, as cards. */
export function ChoiceField({ name, values, columns = 1 }: ChoiceFieldProps) {
  const words = useTranslations("onboarding");
  const form = useForm();
  const supportOf = (value: string) =>
    words.has(`choiceSupport.${value}`) ? words(`choiceSupport.${value}`) : undefined;
  return (
    <FieldShell name={name}>
      {(control) => (
        <div id={control.id} tabIndex={-1}>
          <RadioGroup
            name={name}
            legend={words(`label.${placeOf(name).base}`)}
            hideLegend
            columns={columns}
            value={form.fields[name] ?? ""}
            onValueChange={(value) => form.change({ [name]: value })}
            options={values.map((value) => ({
              value,
              label: words(`choice.${value}`),
              support: supportOf(value),
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
  values: readonly string[];
  /** The choice that excludes all others, such as none of them. */
  alone?: string;
};

/** Several of a few; kept in the order in which they are offered. */
export function SetField({ name, values, alone }: SetFieldProps) {
  const words = useTranslations("onboarding");
  const form = useForm();
  const chosen = chosenIn(form.fields[name]);

  function toggle(value: string, on: boolean): void {
    const kept = chosen.filter((one) => one !== value && (!on || (one !== alone && value !== alone)));
    const next = on ? [...kept, value] : kept;
    form.change({ [name]: values.filter((one) => next.includes(one)).join(",") });
    form.touch(name);
  }

  return (
    <FieldShell name={name}>
      {(control) => (
        <fieldset id={control.id} tabIndex={-1} aria-describedby={control["aria-describedby"]}>
          <legend className="sr-only">{words(`label.${placeOf(name).base}`)}</legend>
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
