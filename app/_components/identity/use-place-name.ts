"use client";

import { useTranslations } from "next-intl";
import { isMerchantRole, isOperatorRole } from "@/server/kernel/permissions";

type PlaceWords = { readonly label: string; readonly support: string };
type NamedPlace = { readonly kind: "merchant" | "operator"; readonly role: string; readonly name: string };

/** What a place is called and which role one has there. */
export function usePlaceName(): (place: NamedPlace) => PlaceWords {
  const roles = useTranslations("identity.roles");
  const words = useTranslations("identity.account");
  return ({ kind, role, name }) => {
    const known = isMerchantRole(role) || isOperatorRole(role) ? roles(role) : role;
    if (kind === "operator") return { label: words("operator"), support: known };
    return { label: name === "" ? words("applicationInProgress") : name, support: known };
  };
}
