"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/app/_ui/checkbox";
import type { FieldKey } from "@/server/onboarding/fields/rules";
import { SALES_METHODS, TERMS_VERSION } from "@/server/onboarding/fields.data";
import { ChoiceField } from "./choice-field";
import { FieldShell } from "./field-shell";
import { useForm } from "./form-context";

const BOXES = [
  { name: "declarations.antiSocial", text: "confirm.antiSocialText", value: "yes" },
  { name: "declarations.prohibitedGoods", text: "confirm.prohibitedGoodsText", value: "yes" },
  { name: "consent.terms", text: "confirm.termsText", value: TERMS_VERSION },
  { name: "consent.dataTransfer", text: "confirm.dataTransferText", value: TERMS_VERSION },
] as const satisfies readonly { name: FieldKey; text: string; value: string }[];

/** What the applicant declares and agrees to; the server writes down the version and the time. */
export function Declarations() {
  const words = useTranslations("onboarding");
  const form = useForm();
  return (
    <section className="grid gap-6">
      <h2 className="text-lg">{words("confirm.declarations")}</h2>
      <ChoiceField name="declarations.salesMethod" values={SALES_METHODS} />
      {BOXES.map(({ name, text, value }) => (
        <FieldShell key={name} name={name}>
          {(control) => (
            <Checkbox
              {...control}
              label={words(text)}
              support={value === TERMS_VERSION ? words("confirm.version", { version: value }) : undefined}
              checked={form.fields[name] === value}
              onChange={(event) => form.change({ [name]: event.target.checked ? value : "" })}
            />
          )}
        </FieldShell>
      ))}
    </section>
  );
}
