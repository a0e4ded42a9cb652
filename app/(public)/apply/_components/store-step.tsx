"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { kanaToLatin } from "@/server/kernel/kana";
import { CATEGORIES } from "@/server/merchants/categories.data";
import { AddressFields } from "./address-fields";
import { SelectField } from "./choice-field";
import { useForm } from "./form-context";
import { TextField } from "./text-field";

const LONGEST_NAME = 25;
const SHARED = ["postalCode", "prefecture", "city", "addressLine", "phone"] as const;

/** The first shop. */
export function StoreStep() {
  const words = useTranslations("onboarding");
  const form = useForm();
  const { fields } = form;

  function suggestLatin(): void {
    const latin = kanaToLatin(fields["store.nameKana"] ?? "", { maxLength: LONGEST_NAME });
    if (latin !== "" && !fields["store.nameLatin"]) form.change({ "store.nameLatin": latin });
  }

  function copyAddress(): void {
    form.change(
      Object.fromEntries(SHARED.map((name) => [`store.${name}`, fields[`business.${name}`] ?? ""])),
    );
  }

  const suggestion = kanaToLatin(fields["store.nameKana"] ?? "", { maxLength: LONGEST_NAME });
  const isSuggested = suggestion !== "" && fields["store.nameLatin"] === suggestion;
  return (
    <>
      <TextField name="store.name" />
      <TextField name="store.nameKana" onLeave={suggestLatin} />
      <TextField name="store.nameLatin" lang="en" support={isSuggested ? words("suggested") : undefined} />
      <SelectField
        name="store.mcc"
        options={CATEGORIES.map(({ mcc, key }) => ({ value: mcc, label: words(`category.${key}`) }))}
      />
      <TextField name="store.goods" />
      {fields["business.postalCode"] ? (
        <Button variant="soft" onClick={copyAddress} className="justify-self-start">
          {words("address.copy")}
        </Button>
      ) : null}
      <AddressFields of="store" />
      <TextField name="store.cityLatin" lang="en" />
      <TextField name="store.phone" inputMode="tel" autoComplete="tel" />
      <TextField name="store.openingHours" />
    </>
  );
}
