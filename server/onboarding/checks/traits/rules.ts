import { normalisePhone, normalisePostalCode } from "@/server/kernel/contact";
import { checkCorporateNumber } from "@/server/kernel/corporate-number";
import { foldForSearch } from "@/server/kernel/kana";
import { DASHES } from "@/server/kernel/kana.data";
import { type Fields, ownerSlots, type StoreSlot, storeSlots } from "../../fields/rules";
import { foldName, type ScreeningSubject } from "../screening/rules";

export const TRAIT_KINDS = ["corporate", "account", "person", "phone", "address"] as const;
export type TraitKind = (typeof TRAIT_KINDS)[number];
export type Trait = { readonly kind: TraitKind; readonly value: string };

export type StorePlace = "store" | `stores.${StoreSlot}`;
export type AddressPlace = "business" | StorePlace;

/** The beginnings of the keys of every store that is in use. */
export function storePlaces(fields: Fields): StorePlace[] {
  return ["store", ...storeSlots(fields).map((slot) => `stores.${slot}` as const)];
}

/** What tells an applicant apart, in plain: it is kept and compared as blind indexes alone. */
export function traitsOf(fields: Fields): Trait[] {
  const corporate = checkCorporateNumber(fields["business.corporateNumber"] ?? "");
  const birthOn = birthDayOf(fields["representative.birthOn"]);
  const kana = foldForSearch(fields["representative.nameKana"] ?? "");
  const account = [fields["bank.bankCode"], fields["bank.branchCode"], fields["bank.accountType"]].map(
    (part) => part ?? "",
  );
  const number = (fields["bank.accountNumber"] ?? "").normalize("NFKC").replace(/\D/g, "").padStart(7, "0");
  const places: AddressPlace[] = ["business", ...storePlaces(fields)];
  const traits: Trait[] = [
    ...(corporate.valid && fields["business.entityType"] === "company"
      ? [{ kind: "corporate" as const, value: corporate.normalised }]
      : []),
    ...(account.every((part) => part !== "") && !/^0*$/.test(number)
      ? [{ kind: "account" as const, value: [...account, number].join("-") }]
      : []),
    ...(kana !== "" && birthOn !== null ? [{ kind: "person" as const, value: `${kana} ${birthOn}` }] : []),
    ...places.flatMap((part) => {
      const phone = normalisePhone(fields[`${part}.phone`] ?? "");
      return phone === undefined ? [] : [{ kind: "phone" as const, value: phone }];
    }),
    ...places.flatMap((part) => {
      const value = addressTrait({
        postalCode: fields[`${part}.postalCode`] ?? "",
        city: fields[`${part}.city`] ?? "",
        addressLine: fields[`${part}.addressLine`] ?? "",
      });
      return value === null ? [] : [{ kind: "address" as const, value }];
    }),
  ];
  return [...new Map(traits.map((trait) => [`${trait.kind} ${trait.value}`, trait])).values()];
}

/** 1丁目2番3号 and 1-2-3 are the same place, 12-3 is not. */
const PARTS = new RegExp(`[${DASHES}]+|丁目|番地|番|号`, "u");

/** An address as it is compared: postal code, and the line without width and spaces. */
export function addressTrait(place: {
  readonly postalCode: string;
  readonly city: string;
  readonly addressLine: string;
}): string | null {
  const postalCode = normalisePostalCode(place.postalCode);
  const line = place.addressLine.normalize("NFKC").split(PARTS).map(foldForSearch).filter(Boolean).join("-");
  return postalCode === undefined || line === "" ? null : `${postalCode} ${foldForSearch(place.city)}${line}`;
}

/** A day of birth as 1980-04-01, however it was typed; null when it cannot be read. */
export function birthDayOf(typed: string | undefined): string | null {
  const parts = (typed ?? "").normalize("NFKC").match(/\d+/g);
  if (parts?.length === 1) return parts[0]?.replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3") ?? null;
  if (parts?.length !== 3) return null;
  return parts.map((part) => part.padStart(2, "0")).join("-");
}

/** Everybody whom the lists are asked about. */
export function subjectsOf(fields: Fields): ScreeningSubject[] {
  const person = fields["representative.name"] ?? "";
  const entities = [
    [fields["business.legalName"], fields["business.legalNameKana"]],
    [fields["business.tradeName"], ""],
  ];
  const owners = ownerSlots(fields).map((slot) => ({
    kind: "person" as const,
    name: fields[`owners.${slot}.name`] ?? "",
    kana: fields[`owners.${slot}.nameKana`] ?? "",
    birthOn: birthDayOf(fields[`owners.${slot}.birthOn`]),
  }));
  const seen = new Set<string>();
  return [
    {
      kind: "person" as const,
      name: person,
      kana: fields["representative.nameKana"] ?? "",
      birthOn: birthDayOf(fields["representative.birthOn"]),
    },
    ...owners,
    ...entities.map(([name = "", kana = ""]) => ({ kind: "entity" as const, name, kana, birthOn: null })),
  ].filter(({ kind, name }) => {
    const key = `${kind} ${foldName(name)}`;
    if (name === "" || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
