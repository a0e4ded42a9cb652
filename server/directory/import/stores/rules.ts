import { normalisePhone, normalisePostalCode } from "@/server/kernel/contact";
import { foldForSearch, isKana, kanaToLatin, toKatakana } from "@/server/kernel/kana";
import type { NewStore } from "@/server/merchants/commands";
import { keptHours } from "@/server/merchants/hours/rules";
import { findPrefecture, isCategory } from "@/server/merchants/rules";
import { keysOf } from "../table/rules";
import { STORE_COLUMNS, type StoreColumn, type TypedStore } from "./schema";

/** What the postal directory says of a code. */
export type Place = Pick<
  NewStore,
  "prefectureCode" | "prefecture" | "municipalityCode" | "city" | "cityLatin"
>;

/** What stores have in common with their merchant when their row is silent. */
export type StoreDefaults = { readonly mcc: string; readonly phone: string };

/** Why a cell cannot be used; the last three stand in nobody's way: they are shown with a row that can be used. */
export const ROW_REASONS = [
  "required",
  "kana",
  "latin",
  "postal_code",
  "prefecture",
  "phone",
  "category",
  "too_long",
  "store_number",
  "duplicate",
  "closed",
  "counters",
  "email",
  "entity",
  "corporate_number",
  "invoice_number",
  "date",
  "fee",
  "branch",
  "account_number",
  "account_type",
  "holder",
  "wallet",
  "code_taken",
  "merchant_unknown",
  "also_elsewhere",
  "same_place",
  "place_guessed",
] as const;
export type RowReason = (typeof ROW_REASONS)[number];
export type RowProblem<C extends string = StoreColumn> = {
  readonly field: C;
  readonly reason: RowReason;
  /** The cell as spreadsheets name it, where the file is known. */
  readonly cell?: string;
  /** What was typed, cut to what a screen shows. */
  readonly value: string;
  /** The row of this file that has the same. */
  readonly other?: number;
};

/** What was written otherwise than it is kept, or differs from what was kept before. */
export type RowNote = { readonly field: string; readonly from: string; readonly to: string };

const LATIN_LENGTH = 25;
const LONGEST = 100;
const SHOWN = 60;
const LATIN = /^[\x20-\x7e]+$/;
const NUMBER = /^[0-9A-Za-z][0-9A-Za-z._/-]{0,29}$/;
export const COUNTERS_MAX = 500;
const COUNTER_LENGTH = 40;

export type ReadStore = {
  readonly store: NewStore;
  readonly areaName: string;
  readonly counters: readonly string[];
  /** Columns that the row says something in. */
  readonly given: ReadonlySet<StoreColumn>;
  readonly notes: readonly RowNote[];
  readonly notices: readonly RowProblem[];
};

type Read =
  | ({ readonly ok: true } & ReadStore)
  | { readonly ok: false; readonly problems: readonly RowProblem[] };

/** The names of a store's tills: one a line, or parted by 、 ; or |. */
export function countersOf(cell: string): string[] {
  const names = cell
    .normalize("NFKC")
    .split(/[\r\n、;|]+/u)
    .map((name) => name.trim())
    .filter((name) => name !== "");
  return [...new Set(names)];
}

type Typed = (column: StoreColumn) => string;
type Refuse = (field: StoreColumn, reason: RowReason) => void;

/**
 * Makes a store of a row, or names every cell that stands in the way. What is left out is derived: the Latin name from
 * the kana, prefecture and city from the postal code, category and phone from the merchant.
 */
export function storeOf(
  typed: TypedStore,
  defaults: StoreDefaults,
  findPlaces: (postalCode: string) => readonly Place[],
): Read {
  const raw: Typed = (column) => typed.values[column] ?? "";
  const given: Typed = (column) => raw(column).normalize("NFKC").trim();
  const problems: RowProblem[] = [];
  const refuse: Refuse = (field, reason) =>
    problems.push({ field, reason, value: raw(field).slice(0, SHOWN) });
  const filled = (["name", "nameKana", "postalCode", "addressLine"] as const).filter((field) => {
    if (given(field) === "") refuse(field, "required");
    else if (given(field).length > LONGEST) refuse(field, "too_long");
    else return true;
    return false;
  });
  const nameKana = toKatakana(given("nameKana"));
  if (filled.includes("nameKana") && !isKana(nameKana)) refuse("nameKana", "kana");
  const nameLatin = given("nameLatin").toUpperCase() || kanaToLatin(nameKana, { maxLength: LATIN_LENGTH });
  if (given("nameLatin") !== "" && !LATIN.test(nameLatin)) refuse("nameLatin", "latin");
  else if (nameLatin.length > LATIN_LENGTH) refuse("nameLatin", "too_long");
  const place = placeOf(given, filled.includes("postalCode"), findPlaces, refuse);
  const phone = given("phone") === "" ? defaults.phone : normalisePhone(given("phone"));
  if (phone === undefined) refuse("phone", "phone");
  const mcc = given("mcc") || defaults.mcc;
  if (!isCategory(mcc)) refuse("mcc", "category");
  const storeNumber = given("storeNumber");
  if (storeNumber !== "" && !NUMBER.test(storeNumber)) refuse("storeNumber", "store_number");
  if (given("area").length > SHOWN) refuse("area", "too_long");
  const counters = countersOf(raw("counters"));
  if (counters.length > COUNTERS_MAX) refuse("counters", "counters");
  if (counters.some((name) => name.length > COUNTER_LENGTH)) refuse("counters", "too_long");
  if (problems.length > 0 || place === undefined || phone === undefined) return { ok: false, problems };
  const store: NewStore = {
    name: given("name"),
    nameKana,
    nameLatin,
    ...place.found,
    mcc,
    phone,
    postalCode: place.postalCode,
    addressLine: given("addressLine"),
    openingHours: keptHours(given("openingHours").slice(0, LONGEST)),
    ...(storeNumber === "" ? {} : { storeNumber }),
  };
  const said = new Set<StoreColumn>();
  for (const column of keysOf(STORE_COLUMNS)) if (given(column) !== "") said.add(column);
  const notices: RowProblem[] = place.guessed
    ? [{ field: "postalCode", reason: "place_guessed", value: `${store.prefecture}${store.city}` }]
    : [];
  return {
    ok: true,
    store,
    areaName: given("area"),
    counters,
    given: said,
    notes: notesOf(raw, store),
    notices,
  };
}

function placeOf(
  given: Typed,
  isGiven: boolean,
  findPlaces: (postalCode: string) => readonly Place[],
  refuse: Refuse,
): { readonly postalCode: string; readonly found: Place; readonly guessed: boolean } | undefined {
  if (!isGiven) return undefined;
  const postalCode = normalisePostalCode(given("postalCode"));
  const places = postalCode === undefined ? [] : findPlaces(postalCode);
  const named = places.find(({ city }) => city === given("city"));
  const place = named ?? places[0];
  if (postalCode === undefined || !place) {
    refuse("postalCode", "postal_code");
    return undefined;
  }
  if (given("prefecture") !== "" && findPrefecture(given("prefecture"))?.code !== place.prefectureCode) {
    refuse("prefecture", "prefecture");
    return undefined;
  }
  const { prefectureCode, prefecture, municipalityCode, city, cityLatin } = place;
  const cities = new Set(places.map((one) => one.city));
  return {
    postalCode,
    found: { prefectureCode, prefecture, municipalityCode, city, cityLatin },
    guessed: named === undefined && cities.size > 1,
  };
}

/** Separators of numbers go without a word; every other difference between what was typed and kept is shown. */
function notesOf(raw: Typed, store: NewStore): RowNote[] {
  const digits = (text: string) => text.replace(/[\s()-]/g, "");
  const kept = [
    ["name", raw("name"), store.name],
    ["nameKana", raw("nameKana"), store.nameKana],
    ["nameLatin", raw("nameLatin"), store.nameLatin],
    ["phone", digits(raw("phone")), store.phone],
    ["postalCode", digits(raw("postalCode")), store.postalCode],
    ["city", `${raw("prefecture")}${raw("city")}`, `${store.prefecture}${store.city}`],
    ["addressLine", raw("addressLine"), store.addressLine],
  ] as const;
  return kept.flatMap(([field, from, to]) =>
    from === to ? [] : [{ field, from: from.slice(0, SHOWN), to }],
  );
}

/** Two rows with this in common are one store, however their letters are typed. */
export function storeKey(store: Pick<NewStore, "name" | "postalCode" | "addressLine">): string {
  return [store.name, store.postalCode, store.addressLine].map(foldForSearch).join("|");
}

/** A store that is there, as an import compares it. */
export type KnownStore = Pick<
  NewStore,
  | "name"
  | "nameKana"
  | "nameLatin"
  | "phone"
  | "postalCode"
  | "prefecture"
  | "city"
  | "addressLine"
  | "openingHours"
> & {
  readonly id: string;
  readonly state: string;
  readonly storeNumber: string | null;
  readonly areaName: string | null;
  readonly counters: readonly string[];
};

/** Which columns speak of which facts. */
const COMPARED = [
  ["name", "name"],
  ["nameKana", "nameKana"],
  ["nameLatin", "nameLatin"],
  ["phone", "phone"],
  ["postalCode", "postalCode"],
  ["postalCode", "city"],
  ["addressLine", "addressLine"],
  ["openingHours", "openingHours"],
] as const satisfies readonly (readonly [StoreColumn, keyof KnownStore])[];

/** What a row changes about a store that is there; where the row is silent, the store stays as it is. */
export function changesOf(read: ReadStore, known: KnownStore): RowNote[] {
  const facts: RowNote[] = COMPARED.flatMap(([column, field]) => {
    const [from, to] = [known[field], read.store[field]];
    return read.given.has(column) && from !== to ? [{ field, from, to }] : [];
  });
  const number = read.store.storeNumber ?? null;
  if (number !== null && number !== known.storeNumber)
    facts.push({ field: "storeNumber", from: known.storeNumber ?? "", to: number });
  const more = newCounters(read, known);
  return [
    ...facts,
    ...(read.areaName !== "" && read.areaName !== known.areaName
      ? [{ field: "area", from: known.areaName ?? "", to: read.areaName }]
      : []),
    ...(more.length > 0 ? [{ field: "counters", from: "", to: more.join("、").slice(0, SHOWN) }] : []),
  ];
}

/** Tills that the row names and the store does not have yet. */
export function newCounters(read: Pick<ReadStore, "counters">, known: KnownStore): string[] {
  return read.counters.filter((name) => !known.counters.includes(name));
}
