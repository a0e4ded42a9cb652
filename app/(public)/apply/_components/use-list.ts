"use client";

import { FIELD_KEYS, type FieldKey, isFieldKey, type StoreSlot } from "@/server/onboarding/fields/rules";
import { blockersOf } from "@/server/onboarding/requirements/rules";
import { useForm } from "./form-context";

/** Where the fields of one store stand. */
export type StorePlace = "store" | `stores.${StoreSlot}`;

/** Adds to and takes from a list of stores or owners. */
export function useList(list: "stores" | "owners", slots: readonly string[]) {
  const form = useForm();
  const values: Readonly<Record<string, string | undefined>> = form.fields;
  const free = slots.find((slot) => values[`${list}.${slot}.listed`] !== "yes");
  const open = blockersOf(form.requirements);
  return {
    isFull: free === undefined,
    /** @returns the field that is filled in first */
    add(): void {
      if (free === undefined) return;
      form.change({ [`${list}.${free}.listed`]: "yes", ...(list === "owners" && NO_OWNER_TAKEN_BACK) });
    },
    /** Every field is emptied by itself, so that what another window typed meanwhile is not thrown away. */
    remove(slot: string): void {
      const place = `${list}.${slot}.`;
      const filled = FIELD_KEYS.filter((key) => key.startsWith(place) && values[key]);
      form.change(Object.fromEntries([...filled, `${place}listed`].filter(isFieldKey).map(emptied)));
    },
    needsWork: (place: string) => open.some(({ field }) => field?.startsWith(place)),
  };
}

const NO_OWNER_TAKEN_BACK = { "representative.noOwners": "" } as const;

function emptied(key: FieldKey): [FieldKey, string] {
  return [key, ""];
}
