"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useLabel } from "@/app/_components/onboarding/use-item-name";
import { optionalWord } from "@/app/_i18n/optional-word";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";
import { Field, type FieldControl } from "@/app/_ui/field";
import { type FieldKey, levelOf, placeOf } from "@/server/onboarding/fields/rules";
import { useForm } from "./form-context";

/** The id of a field's control, which requirement lists link to. */
export function fieldId(key: FieldKey): string {
  return `f-${key.replaceAll(".", "-")}`;
}

type FieldShellProps = {
  name: FieldKey;
  /** Under the label, instead of the field's own words. */
  support?: ReactNode;
  children: (control: FieldControl) => ReactNode;
};

/** Label, help, error, what the reviewer says and what another window did, around any control. */
export function FieldShell({ name, support, children }: FieldShellProps) {
  const words = useTranslations("onboarding");
  const common = useTranslations("common");
  const labelOf = useLabel();
  const form = useForm();
  const requirement = form.requirementOf(name);
  const required = levelOf(name, form.fields) === "blocking";
  const { base } = placeOf(name);
  // What is merely recommended may stay empty; what is typed into it has to be right.
  const isLeftOut = !required && requirement?.issue === "required";
  const issue = requirement?.issue && !isLeftOut && form.shows(name) ? requirement.issue : null;
  const theirs = form.conflicts[name];
  return (
    <div className="grid gap-3">
      {requirement?.reason ? (
        <Alert
          tone="attention"
          what={words(`reason.${requirement.reason.code}`)}
          why={requirement.reason.text || undefined}
        />
      ) : null}
      <Field
        id={fieldId(name)}
        label={labelOf(name)}
        mark={required ? common("required") : common("optional")}
        required={required}
        support={support ?? optionalWord(words, `support.${base}`)}
        example={optionalWord(words, `example.${base}`)}
        error={issue ? words(`issue.${issue}`, { characters: requirement?.characters ?? "" }) : undefined}
      >
        {children}
      </Field>
      {theirs === undefined ? null : (
        <Alert
          tone="waiting"
          live
          what={words("conflict.what")}
          why={words("conflict.theirs", { value: theirs === "" ? words("conflict.empty") : theirs })}
          action={
            <>
              <Button variant="secondary" size="sm" onClick={() => form.settle(name, "theirs")}>
                {words("conflict.takeTheirs")}
              </Button>
              <Button variant="secondary" size="sm" onClick={() => form.settle(name, "mine")}>
                {words("conflict.keepMine")}
              </Button>
            </>
          }
        />
      )}
    </div>
  );
}
