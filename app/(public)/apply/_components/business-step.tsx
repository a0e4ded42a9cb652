"use client";

import { useTranslations } from "next-intl";
import { ENTITY_TYPES } from "@/server/merchants/rules";
import { entityTypeOf } from "@/server/onboarding/fields/rules";
import { AddressFields } from "./address-fields";
import { ChoiceField } from "./choice-field";
import { useForm } from "./form-context";
import { Owners } from "./owners";
import { TextField } from "./text-field";

/** Who signs the contract. What is asked follows from the kind of business. */
export function BusinessStep() {
  const words = useTranslations("onboarding");
  const form = useForm();
  const entityType = entityTypeOf(form.fields);
  return (
    <>
      <ChoiceField name="business.entityType" values={ENTITY_TYPES} columns={2} />
      {entityType === undefined ? null : (
        <>
          {entityType === "company" ? (
            <>
              <TextField name="business.legalName" autoComplete="organization" />
              <TextField name="business.legalNameKana" />
              <TextField name="business.corporateNumber" inputMode="numeric" />
            </>
          ) : null}
          <TextField
            name="business.tradeName"
            support={entityType === "company" ? words("sameAsLegal") : undefined}
          />
          <AddressFields of="business" />
          <TextField name="business.phone" inputMode="tel" autoComplete="tel" />
          <TextField name="business.contactEmail" type="email" inputMode="email" autoComplete="email" />
          <TextField name="business.invoiceNumber" />
          <TextField name="contact.name" autoComplete="off" />
          <TextField name="contact.phone" inputMode="tel" autoComplete="off" />
        </>
      )}
    </>
  );
}

/** The person who represents the business, and who owns it. */
export function RepresentativeStep() {
  const form = useForm();
  return (
    <>
      <TextField name="representative.name" autoComplete="name" />
      <TextField name="representative.nameKana" />
      <TextField name="representative.birthOn" inputMode="numeric" autoComplete="bday" />
      {entityTypeOf(form.fields) === "company" ? <Owners /> : null}
    </>
  );
}
