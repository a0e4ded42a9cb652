"use client";

import { useTranslations } from "next-intl";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { chosenIn, licencesOf } from "@/server/onboarding/fields/rules";
import { LICENCES, PREPAID, REGULATED_GOODS, SALES_KINDS } from "@/server/onboarding/fields.data";
import { ChoiceField, SetField } from "./choice-field";
import { useForm } from "./form-context";
import { TextField } from "./text-field";

/** What is sold and how; the licences that it takes follow from the categories and from here. */
export function SalesStep() {
  const words = useTranslations("onboarding.document");
  const { fields } = useForm();
  return (
    <>
      <SetField name="sales.kinds" values={SALES_KINDS} />
      {chosenIn(fields["sales.kinds"]).includes("online") ? (
        <TextField name="sales.url" inputMode="url" autoComplete="url" />
      ) : null}
      <ChoiceField name="sales.prepaid" values={PREPAID} />
      <SetField name="sales.regulatedGoods" values={REGULATED_GOODS} alone="none" />
      {licencesOf(fields).map((kind) => (
        <Card key={kind}>
          <CardHeader title={words(`licence_${kind}`)} />
          <CardBody className="grid gap-7">
            <TextField name={`licences.${kind}.number`} />
            {LICENCES[kind].expires ? <TextField name={`licences.${kind}.expiresOn`} /> : null}
          </CardBody>
        </Card>
      ))}
    </>
  );
}
