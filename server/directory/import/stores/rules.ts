import { normalisePhone, normalisePostalCode } from "@/server/kernel/contact";
import { foldForSearch, isKana, kanaToLatin, toKatakana } from "@/server/kernel/kana";
import type { NewStore } from "@/server/merchants/commands";
import { keptHours } from "@/server/merchants/hours/rules";
import { findPrefecture, isCategory } from "@/server/merchants/rules";
import type { StoreColumn, TypedStore } from "./schema";

/** What the postal directory says of a code. */
export type Place = Pick<
  NewStore,
  "prefectureCode" | "prefecture" | "municipalityCode" | "city" | "cityLatin"
>;

/** What stores have in common with their merchant when their row is silent. */
export type StoreDefaults = { readonly mcc: string; readonly phone: string };

export type RowReason =
  | "required"
  | "kana"
  | "latin"
  | "postal_code"
  | "prefecture"
  | "phone"
  | "category"
  | "too_long";
export type RowProblem = { readonly field: StoreColumn; readonly reason: RowReason };

const LATIN_LENGTH = 25;
const LONGEST = 100;
const LATIN = /^[\x20-\x7e]+$/;

type Read = { readonly ok: true; readonly store: NewStore } | ({ readonly ok: false } & RowProblem);

/**
 * Makes a store of a row, or names the first field that stands in the way. What is left out is derived: the Latin
 * name from the kana, prefecture and city from the postal code, category and phone from the merchant.
 */
export function storeOf(
  typed: TypedStore,
  defaults: StoreDefaults,
  findPlaces: (postalCode: string) => readonly Place[],
): Read {
  const given = (column: StoreColumn) => (typed.values[column] ?? "").normalize("NFKC");
  const refuse = (field: StoreColumn, reason: RowReason): Read => ({ ok: false, field, reason });
  for (const field of ["name", "nameKana", "postalCode", "addressLine"] as const) {
    if (given(field) === "") return refuse(field, "required");
    if (given(field).length > LONGEST) return refuse(field, "too_long");
  }
  const nameKana = toKatakana(given("nameKana"));
  if (!isKana(nameKana)) return refuse("nameKana", "kana");
  const nameLatin = given("nameLatin") || kanaToLatin(nameKana, { maxLength: LATIN_LENGTH });
  if (!LATIN.test(nameLatin)) return refuse("nameLatin", "latin");
  if (nameLatin.length > LATIN_LENGTH) return refuse("nameLatin", "too_long");
  const postalCode = normalisePostalCode(given("postalCode"));
  const places = postalCode === undefined ? [] : findPlaces(postalCode);
  const place = places.find(({ city }) => city === given("city")) ?? places[0];
  if (postalCode === undefined || !place) return refuse("postalCode", "postal_code");
  if (given("prefecture") !== "" && findPrefecture(given("prefecture"))?.code !== place.prefectureCode) {
    return refuse("prefecture", "prefecture");
  }
  const phone = given("phone") === "" ? defaults.phone : normalisePhone(given("phone"));
  if (phone === undefined) return refuse("phone", "phone");
  const mcc = given("mcc") || defaults.mcc;
  if (!isCategory(mcc)) return refuse("mcc", "category");
  return {
    ok: true,
    store: {
      name: given("name"),
      nameKana,
      nameLatin,
      cityLatin: place.cityLatin,
      mcc,
      phone,
      postalCode,
      prefectureCode: place.prefectureCode,
      municipalityCode: place.municipalityCode,
      prefecture: place.prefecture,
      city: place.city,
      addressLine: given("addressLine"),
      openingHours: keptHours(given("openingHours").slice(0, LONGEST)),
    },
  };
}

/** Two rows with this in common are one store, however their letters are typed. */
export function storeKey(store: Pick<NewStore, "name" | "postalCode" | "addressLine">): string {
  return [store.name, store.postalCode, store.addressLine].map(foldForSearch).join("|");
}
