"use client";

import { useTranslations } from "next-intl";
import { type FieldKey, isMark, type Place, placeOf } from "@/server/onboarding/fields/rules";
import type { Requirement } from "@/server/onboarding/requirements/rules";

/** What a place in a list is called: the second shop, the first owner, the licence. */
export function usePlaceName(): (place: Place) => string {
  const words = useTranslations("onboarding");
  return ({ list, slot }) => {
    if (list === null) return "";
    return list === "licences" ? words(`document.licence_${slot}`) : words(`place.${list}`, { number: slot });
  };
}

/** What a field is called beside others of its place; a mark that nobody is asked for has no name. */
export function useLabel(): (key: FieldKey) => string {
  const words = useTranslations("onboarding");
  return (key) => {
    const { base } = placeOf(key);
    return isMark(base) ? "" : words(`label.${base}`);
  };
}

/** What a field is called; one of a list says which. */
export function useFieldName(): (key: FieldKey) => string {
  const words = useTranslations("onboarding");
  const nameOf = usePlaceName();
  const labelOf = useLabel();
  return (key) => {
    const place = placeOf(key);
    const name = labelOf(key);
    return place.list === null ? name : words("place.of", { place: nameOf(place), name });
  };
}

/** What an item is called, for applicants and reviewers alike. */
export function useItemName(): (item: Pick<Requirement, "field" | "documentKind" | "key">) => string {
  const words = useTranslations("onboarding");
  const nameOf = useFieldName();
  return ({ field, documentKind, key }) => {
    if (key === "derived:owners") return words("derived.owners");
    if (field !== null) return nameOf(field);
    return documentKind === null ? key : words(`document.${documentKind}`);
  };
}
