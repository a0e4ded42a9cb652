"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import { RadioGroup } from "@/app/_ui/radio-group";
import { mayBeScoped } from "@/server/identity/invitations/rules";
import { isMerchantRole, MERCHANT_ROLES, type MerchantRole } from "@/server/kernel/permissions";

export type StoreChoice = { readonly id: string; readonly name: string };
export type WorkPlaceOf = { readonly role: MerchantRole; readonly storeIds: readonly string[] };

type WorkPlaceProps = {
  place: WorkPlaceOf;
  stores: readonly StoreChoice[];
  onChange: (place: WorkPlaceOf) => void;
};

/** Which role, and for roles of the shop floor, which stores. */
export function WorkPlace({ place, stores, onChange }: WorkPlaceProps) {
  const words = useTranslations("people.team");
  const team = useTranslations("merchant.team");
  const roles = useTranslations("identity.roles");
  const { role, storeIds } = place;
  function toggle(id: string, isOn: boolean) {
    onChange({ role, storeIds: isOn ? [...storeIds, id] : storeIds.filter((one) => one !== id) });
  }
  return (
    <>
      <RadioGroup
        name="role"
        legend={words("role")}
        value={role}
        onValueChange={(value) => {
          if (isMerchantRole(value)) onChange({ role: value, storeIds: mayBeScoped(value) ? storeIds : [] });
        }}
        options={[...MERCHANT_ROLES]
          .reverse()
          .map((value) => ({ value, label: roles(value), support: team(`can.${value}`) }))}
      />
      {mayBeScoped(role) && stores.length > 1 ? (
        <Field label={words("stores")} support={words("storesSupport")}>
          {(control) => (
            <fieldset {...control} className="max-h-64 overflow-y-auto rounded border border-line px-4 py-1">
              <legend className="sr-only">{words("stores")}</legend>
              {stores.map((store) => (
                <Checkbox
                  key={store.id}
                  label={store.name}
                  checked={storeIds.includes(store.id)}
                  onChange={(event) => toggle(store.id, event.target.checked)}
                />
              ))}
            </fieldset>
          )}
        </Field>
      ) : null}
    </>
  );
}
