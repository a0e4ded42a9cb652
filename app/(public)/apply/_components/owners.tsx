"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { ownerSlots } from "@/server/onboarding/fields/rules";
import { OWNER_SLOTS } from "@/server/onboarding/fields.data";
import { FieldShell } from "./field-shell";
import { useForm } from "./form-context";
import { ListCard } from "./list-card";
import { TextField } from "./text-field";
import { useList } from "./use-list";

/** Who holds more than a quarter of the company, or that nobody does. */
export function Owners() {
  const words = useTranslations("onboarding");
  const form = useForm();
  const list = useList("owners", OWNER_SLOTS);
  const slots = ownerSlots(form.fields);
  return (
    <section className="grid gap-6">
      <div>
        <h2 className="text-lg">{words("owners.title")}</h2>
        <p className="text-muted">{words("owners.body")}</p>
      </div>
      {slots.map((slot) => {
        const place = words("place.owners", { number: slot });
        return (
          <ListCard
            key={slot}
            title={place}
            support={form.fields[`owners.${slot}.name`] || words("stores.unnamed")}
            open={list.needsWork(`owners.${slot}.`)}
            removeLabel={words("owners.remove", { place })}
            onRemove={() => list.remove(slot)}
          >
            <TextField name={`owners.${slot}.name`} autoComplete="off" />
            <TextField name={`owners.${slot}.nameKana`} autoComplete="off" />
            <TextField name={`owners.${slot}.birthOn`} inputMode="numeric" autoComplete="off" />
            <TextField name={`owners.${slot}.address`} autoComplete="off" />
            <TextField name={`owners.${slot}.share`} inputMode="decimal" autoComplete="off" />
          </ListCard>
        );
      })}
      {list.isFull ? null : (
        <Button variant="secondary" size="lg" onClick={list.add}>
          {words("owners.add")}
        </Button>
      )}
      <FieldShell name="representative.noOwners">
        {(control) => (
          <Checkbox
            {...control}
            label={words("owners.none")}
            checked={form.fields["representative.noOwners"] === "yes"}
            onChange={(event) =>
              form.change({ "representative.noOwners": event.target.checked ? "yes" : "" })
            }
          />
        )}
      </FieldShell>
    </section>
  );
}
