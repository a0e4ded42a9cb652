import { CATEGORIES } from "@/server/merchants/categories.data";
import { type AccountType, ENTITY_TYPES, type EntityType } from "@/server/merchants/rules";
import {
  FIELDS,
  LICENCES,
  OWNER_SLOTS,
  type PREPAID,
  type REGULATED_GOODS,
  type SALES_KINDS,
  STORE_SLOTS,
} from "../fields.data";
import { type FieldCheck, type FieldFacts, VALUE_RULES } from "../values/rules";

/** What is asked, whatever the place in a list: `store.name` stands for the name of every store. */
export type BaseKey = keyof typeof FIELDS;

type PartOf<Group extends string> = BaseKey extends infer Key
  ? Key extends `${Group}.${infer Part}`
    ? Part
    : never
  : never;
export type StorePart = PartOf<"store">;
export type OwnerPart = PartOf<"owner">;
export type LicencePart = PartOf<"licence">;
export type StoreSlot = (typeof STORE_SLOTS)[number];
export type OwnerSlot = (typeof OWNER_SLOTS)[number];
export type LicenceKind = keyof typeof LICENCES;

/** The key under which a value is stored: `business.phone`, `store.name`, `stores.2.name`, `owners.1.share`. */
export type FieldKey =
  | Exclude<BaseKey, `owner.${string}` | `licence.${string}` | "store.listed">
  | `stores.${StoreSlot}.${StorePart}`
  | `owners.${OwnerSlot}.${OwnerPart}`
  | `licences.${LicenceKind}.${LicencePart}`;

/** The screens of an application, in their order. */
export const STEPS = [
  "business",
  "representative",
  "store",
  "sales",
  "bank",
  "documents",
  "confirm",
] as const;
export type Step = (typeof STEPS)[number];

/** What the applicant typed, as typed; an absent field is empty. */
export type Fields = Readonly<Partial<Record<FieldKey, string>>>;

/** The longest text any field keeps while it is being typed. */
export const MAX_TYPED = 400;

/** Where a field stands: what it asks, and the place in its list, if it is one of a list. */
export type Place = { readonly base: BaseKey } & (
  | { readonly list: null; readonly slot: null }
  | { readonly list: "stores" | "owners"; readonly slot: string }
  | { readonly list: "licences"; readonly slot: LicenceKind }
);

/** A mark that a place in a list is in use: stored like a field, but nobody is asked for it by a name. */
export function isMark(base: BaseKey): base is "store.listed" | "owner.listed" {
  return base === "store.listed" || base === "owner.listed";
}

const LICENCE_KINDS: readonly LicenceKind[] = Object.keys(LICENCES).filter(isLicenceKind);

const PLACES: ReadonlyMap<string, Place> = new Map(Object.keys(FIELDS).filter(isBaseKey).flatMap(placesOf));

function placesOf(base: BaseKey): [string, Place][] {
  const [group, part] = base.split(".");
  const at = (list: "stores" | "owners", slots: readonly string[]): [string, Place][] =>
    slots.map((slot) => [`${list}.${slot}.${part}`, { base, list, slot }]);
  if (group === "owner") return at("owners", OWNER_SLOTS);
  if (group === "licence")
    return LICENCE_KINDS.map((slot) => [`licences.${slot}.${part}`, { base, list: "licences", slot }]);
  const single: [string, Place][] = isMark(base) ? [] : [[base, { base, list: null, slot: null }]];
  return group === "store" ? [...single, ...at("stores", STORE_SLOTS)] : single;
}

function isBaseKey(text: string): text is BaseKey {
  return Object.hasOwn(FIELDS, text);
}

/** Narrows a field's name from outside. */
export function isFieldKey(text: string): text is FieldKey {
  return PLACES.has(text);
}

/** What a field asks and where it stands. @throws RangeError for a key that does not exist */
export function placeOf(key: FieldKey): Place {
  const place = PLACES.get(key);
  if (!place) throw new RangeError(`${key} is not a field`);
  return place;
}

/** The screen on which a field is asked. */
export function stepOf(key: FieldKey): Step {
  return FIELDS[placeOf(key).base].step;
}

/** All fields in the order in which they are asked: one store after the other, one owner after the other. */
export const FIELD_KEYS = fieldKeys();

function fieldKeys(): readonly [FieldKey, ...FieldKey[]] {
  const keys = [...PLACES.keys()].filter(isFieldKey);
  const rank = new Map(keys.map((key, index) => [key, rankOf(key, index)]));
  const [first = "business.entityType", ...rest] = keys.sort(
    (a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0),
  );
  return [first, ...rest];
}

function rankOf(key: FieldKey, index: number): number {
  const { slot } = placeOf(key);
  const place = slot === null ? 0 : [...STORE_SLOTS, ...Object.keys(LICENCES)].indexOf(slot) + 2;
  return STEPS.indexOf(stepOf(key)) * 1_000_000 + place * 1_000 + index;
}

/** Checks one field; nothing typed is `required`. */
export function checkField(key: FieldKey, fields: Fields, facts: FieldFacts): FieldCheck {
  const text = (fields[key] ?? "").trim();
  if (text === "") return { ok: false, issue: "required" };
  return VALUE_RULES[FIELDS[placeOf(key).base].rule](text, fields, facts);
}

/** The kind of applicant, once chosen. */
export function entityTypeOf(fields: Fields): EntityType | undefined {
  return ENTITY_TYPES.find((type) => type === fields["business.entityType"]);
}

/** The places of further stores that are in use. */
export function storeSlots(fields: Fields): StoreSlot[] {
  return STORE_SLOTS.filter((slot) => fields[`stores.${slot}.listed`] === "yes");
}

/** The places of beneficial owners that are in use; a sole proprietor has none. */
export function ownerSlots(fields: Fields): OwnerSlot[] {
  if (entityTypeOf(fields) !== "company") return [];
  return OWNER_SLOTS.filter((slot) => fields[`owners.${slot}.listed`] === "yes");
}

/** Is this the application of a chain that brings more stores than are typed by hand? */
export function isChain(fields: Fields): boolean {
  return fields["business.manyStores"] === "yes";
}

/** What can be chosen where one or several of a few are asked for. */
export type Choice =
  | EntityType
  | AccountType
  | (typeof SALES_KINDS)[number]
  | (typeof PREPAID)[number]
  | (typeof REGULATED_GOODS)[number];

/** The options chosen in a field that takes several. */
export function chosenIn(text: string | undefined): string[] {
  return (text ?? "").split(",").filter((one) => one !== "");
}

/** The trade licences that the stores' categories and the declared goods ask for. */
export function licencesOf(fields: Fields): LicenceKind[] {
  const categories = [fields["store.mcc"], ...storeSlots(fields).map((slot) => fields[`stores.${slot}.mcc`])];
  const needed = new Set<string>([
    ...CATEGORIES.flatMap(({ mcc, licence }) => (licence && categories.includes(mcc) ? [licence] : [])),
    ...chosenIn(fields["sales.regulatedGoods"]),
  ]);
  return LICENCE_KINDS.filter((kind) => needed.has(kind));
}

function isLicenceKind(text: string): text is LicenceKind {
  return Object.hasOwn(LICENCES, text);
}

export type FieldLevel = "blocking" | "recommended" | "free" | "none";

/** What else decides whether a field is asked for: what the applicant said elsewhere. */
const DEPENDS: Partial<Record<BaseKey, (fields: Fields, slot: string | null) => FieldLevel | null>> = {
  "sales.url": (fields) => (chosenIn(fields["sales.kinds"]).includes("online") ? null : "none"),
  "contact.name": (fields) => (isChain(fields) ? "blocking" : null),
  "contact.phone": (fields) => (isChain(fields) ? "blocking" : null),
  "owner.listed": () => "none",
  "store.listed": () => "none",
  "licence.expiresOn": (_fields, slot) =>
    slot !== null && isLicenceKind(slot) && !LICENCES[slot].expires ? "none" : null,
};

/** How much a field matters for this applicant; before the kind is chosen, what is asked of both kinds. */
export function levelOf(key: FieldKey, fields: Fields): FieldLevel {
  const { base, list, slot } = placeOf(key);
  if (list !== null && !isInUse(list, slot, fields)) return "none";
  const depends = DEPENDS[base]?.(fields, slot) ?? null;
  if (depends !== null) return depends;
  const level: Record<EntityType, FieldLevel> = FIELDS[base].level;
  const entityType = entityTypeOf(fields);
  if (entityType) return level[entityType];
  return level.company === level.sole_proprietor ? level.company : "none";
}

// Asked of each of some hundred fields, so that it looks at the one place and not at the list.
function isInUse(list: "stores" | "owners" | "licences", slot: string | null, fields: Fields): boolean {
  if (list === "licences") return licencesOf(fields).some((kind) => kind === slot);
  if (list === "owners" && entityTypeOf(fields) !== "company") return false;
  const key = `${list}.${slot}.listed`;
  return isFieldKey(key) && fields[key] === "yes";
}
