"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { Checkbox } from "@/app/_ui/checkbox";
import { kanaToLatin } from "@/server/kernel/kana";
import { CATEGORIES } from "@/server/merchants/categories.data";
import { storeSlots } from "@/server/onboarding/fields/rules";
import { STORE_SLOTS } from "@/server/onboarding/fields.data";
import { AddressFields } from "./address-fields";
import { SelectField } from "./choice-field";
import { fieldId } from "./field-shell";
import { useForm } from "./form-context";
import { HoursField } from "./hours-field";
import { ListCard } from "./list-card";
import { TextField } from "./text-field";
import type { StorePlace } from "./use-list";
import { useList } from "./use-list";

const LONGEST_NAME = 25;
const SHARED = ["postalCode", "prefecture", "city", "addressLine", "phone"] as const;

/** Every shop, one after the other; the first is always there. */
export function StoreStep() {
  const words = useTranslations("onboarding.stores");
  const place = useTranslations("onboarding.place");
  const form = useForm();
  const list = useList("stores", STORE_SLOTS);
  const slots = storeSlots(form.fields);
  const nameOf = (name: string | undefined) => name || words("unnamed");
  return (
    <>
      {slots.length === 0 ? (
        <StoreFields at="store" />
      ) : (
        <ListCard
          title={place("firstStore")}
          support={nameOf(form.fields["store.name"])}
          open={list.needsWork("store.")}
        >
          <StoreFields at="store" />
        </ListCard>
      )}
      {slots.map((slot) => (
        <ListCard
          key={slot}
          title={place("stores", { number: slot })}
          support={nameOf(form.fields[`stores.${slot}.name`])}
          open={list.needsWork(`stores.${slot}.`)}
          removeLabel={words("remove", { place: place("stores", { number: slot }) })}
          onRemove={() => list.remove(slot)}
        >
          <StoreFields at={`stores.${slot}`} />
        </ListCard>
      ))}
      {list.isFull ? (
        <p className="text-muted">{words("most")}</p>
      ) : (
        <Button variant="secondary" size="lg" onClick={list.add}>
          {words("add")}
        </Button>
      )}
      <ManyStores />
    </>
  );
}

/** The place of the spreadsheet: what a chain does today, and that it may go on. */
function ManyStores() {
  const words = useTranslations("onboarding");
  const form = useForm();
  return (
    <Card>
      <CardHeader title={words("stores.manyTitle")} support={words("stores.manyBody")} />
      <CardBody>
        <Checkbox
          id={fieldId("business.manyStores")}
          label={words("label.business.manyStores")}
          checked={form.fields["business.manyStores"] === "yes"}
          onChange={(event) => form.change({ "business.manyStores": event.target.checked ? "yes" : "" })}
        />
      </CardBody>
    </Card>
  );
}

function StoreFields({ at }: { at: StorePlace }) {
  const words = useTranslations("onboarding");
  const form = useForm();
  const { fields } = form;
  const suggestion = kanaToLatin(fields[`${at}.nameKana`] ?? "", { maxLength: LONGEST_NAME });
  const isSuggested = suggestion !== "" && fields[`${at}.nameLatin`] === suggestion;

  function suggestLatin(): void {
    if (suggestion !== "" && !fields[`${at}.nameLatin`]) form.change({ [`${at}.nameLatin`]: suggestion });
  }

  function copyAddress(): void {
    form.change(
      Object.fromEntries(SHARED.map((name) => [`${at}.${name}`, fields[`business.${name}`] ?? ""])),
    );
  }

  return (
    <>
      <TextField name={`${at}.name`} />
      <TextField name={`${at}.nameKana`} onLeave={suggestLatin} />
      <TextField name={`${at}.nameLatin`} lang="en" support={isSuggested ? words("suggested") : undefined} />
      <SelectField
        name={`${at}.mcc`}
        options={CATEGORIES.map(({ mcc, key }) => ({ value: mcc, label: words(`category.${key}`) }))}
      />
      <TextField name={`${at}.goods`} />
      {fields["business.postalCode"] ? (
        <Button variant="soft" onClick={copyAddress} className="justify-self-start">
          {words("address.copy")}
        </Button>
      ) : null}
      <AddressFields of={at} />
      <TextField name={`${at}.cityLatin`} lang="en" />
      <TextField name={`${at}.phone`} inputMode="tel" autoComplete="tel" />
      <HoursField name={`${at}.openingHours`} />
    </>
  );
}
