import { checkCorporateNumber } from "@/server/kernel/corporate-number";
import { foldForHearing, foldForSearch, toTransferKana } from "@/server/kernel/kana";
import type { MerchantState } from "@/server/merchants/rules";
import { checkField, type Fields } from "../fields/rules";
import type { IdentificationMethod } from "../identification/rules";
import type { CheckEvidence, CheckName } from "../requirements/items/rules";
import type { ApplicationState } from "../rules";
import type { FieldFacts } from "../values/rules";
import type { ListKind, ScreeningMatch } from "./screening/rules";
import { type AddressPlace, storePlaces, subjectsOf, type TraitKind } from "./traits/rules";
import { GOODS_OF_CATEGORIES, PROHIBITED_WORDS } from "./words.data";

/** What stands beside a compared value; each has words under `review.check.what`. */
export type ComparedLabel =
  | "typed"
  | "check_digit"
  | "corporate"
  | "holder"
  | "name"
  | "postal_place"
  | "address"
  | "business"
  | "store"
  | "words"
  | "goods"
  | "category"
  | "subjects"
  | "edition"
  | "method";

/** Somebody else with the same phone, address, account, number or representative. */
export type Twin = { readonly id: string; readonly name: string } & (
  | { readonly kind: "application"; readonly state: ApplicationState }
  | { readonly kind: "merchant"; readonly state: MerchantState }
);

/** An automatic check as evidence: what was compared, with what, and whether it agrees. None of them decides. */
export type ReviewCheck = Omit<CheckEvidence, "evidence"> & {
  readonly compared: readonly { readonly label: ComparedLabel; readonly value: string }[];
  readonly twins: readonly Twin[];
  readonly matches: readonly ScreeningMatch[];
};

/** What has to be looked up before anything can be compared. */
export type CheckFacts = {
  readonly field: FieldFacts;
  /** The places of a postal code. */
  readonly places: (postalCode: string) => readonly Place[];
  readonly twins: Readonly<Record<TraitKind, readonly Twin[]>>;
  /** Null when no list could be asked. */
  readonly screening: {
    readonly edition: string;
    readonly names: number;
    readonly matches: readonly ScreeningMatch[];
  } | null;
  readonly identified: readonly { readonly method: IdentificationMethod; readonly checkedOn: string }[];
};

export type Place = { readonly prefecture: string; readonly city: string; readonly town: string };

const none = { compared: [], twins: [], matches: [] } as const;
const said = (
  name: CheckName,
  outcome: ReviewCheck["outcome"],
  level: ReviewCheck["level"] = "recommended",
) => ({
  ...none,
  name,
  outcome,
  level,
});
const judged = (agrees: boolean): "agrees" | "look" => (agrees ? "agrees" : "look");

/** Every check of an application, in the order of the panel. */
export function checksOf(fields: Fields, facts: CheckFacts): ReviewCheck[] {
  const company = fields["business.entityType"] === "company";
  return [
    screened("sanctions", fields, facts),
    screened("anti_social", fields, facts),
    corporateNumber(fields, facts, company),
    invoiceNumber(fields, facts),
    holderMatches(fields, company),
    addresses("business_address", fields, ["business"], facts),
    addresses("store_address", fields, storePlaces(fields), facts),
    {
      ...said("same_prefecture", judged(fields["business.prefecture"] === fields["store.prefecture"])),
      compared: [
        { label: "business", value: fields["business.prefecture"] ?? "" },
        { label: "store", value: fields["store.prefecture"] ?? "" },
      ],
    },
    prohibitedWords(fields),
    categoryGoods(fields),
    twin("twin_corporate", facts.twins.corporate),
    twin("twin_account", facts.twins.account),
    twin("twin_person", facts.twins.person),
    twin("twin_phone", facts.twins.phone),
    twin("twin_address", facts.twins.address),
    identification(facts),
  ];
}

/** A check as the requirement engine knows it: a reviewer's word counts while the evidence stays the same. */
export function evidenceOf({ name, level, outcome, compared, twins, matches }: ReviewCheck): CheckEvidence {
  return {
    name,
    level,
    outcome,
    evidence: [
      // The edition of a list changes daily; what it says of this applicant is what a verdict is about.
      ...compared.filter(({ label }) => label !== "edition").map(({ label, value }) => `${label}=${value}`),
      ...twins.map(({ id, state }) => `${id}=${state}`).sort(),
      ...matches.map(({ listedId, strength }) => `${listedId}=${strength}`).sort(),
    ],
  };
}

function screened(name: ListKind, fields: Fields, { screening }: CheckFacts): ReviewCheck {
  const subjects = subjectsOf(fields).map((subject) => subject.name);
  const compared = [{ label: "subjects" as const, value: subjects.join("、") }];
  if (screening === null) return { ...said(name, "waiting", "blocking"), compared };
  const matches = screening.matches.filter(({ list }) => list === name);
  return {
    ...said(name, judged(matches.length === 0), "blocking"),
    compared: [...compared, { label: "edition", value: `${screening.edition} (${screening.names})` }],
    matches,
  };
}

function corporateNumber(fields: Fields, facts: CheckFacts, company: boolean): ReviewCheck {
  const typed = fields["business.corporateNumber"] ?? "";
  const { computed } = checkCorporateNumber(typed);
  const { ok } = checkField("business.corporateNumber", fields, facts.field);
  return {
    ...said("corporate_number", company ? judged(ok) : "not_applicable"),
    compared: [
      { label: "typed", value: typed },
      { label: "check_digit", value: computed === null ? "" : String(computed) },
    ],
  };
}

function invoiceNumber(fields: Fields, facts: CheckFacts): ReviewCheck {
  const typed = fields["business.invoiceNumber"] ?? "";
  const { ok } = checkField("business.invoiceNumber", fields, facts.field);
  return {
    ...said("invoice_number", typed === "" ? "not_applicable" : judged(ok)),
    compared: [
      { label: "typed", value: typed },
      { label: "corporate", value: fields["business.corporateNumber"] ?? "" },
    ],
  };
}

/** Does the account's holder bear the name of the business? Compared as heard, without legal form and width. */
function holderMatches(fields: Fields, company: boolean): ReviewCheck {
  const holder = fields["bank.holderKana"] ?? "";
  const name = (company ? fields["business.legalNameKana"] : fields["representative.nameKana"]) ?? "";
  const plain = (text: string) => {
    const kana = toTransferKana(text, 120);
    return foldForHearing(kana.ok ? kana.value.replace(/^[^)]{1,5}\)|\([^)]{1,5}\)?$/u, "") : text);
  };
  return {
    ...said("holder_matches", judged(holder !== "" && plain(holder).includes(plain(name))), "blocking"),
    compared: [
      { label: "holder", value: holder },
      { label: "name", value: name },
    ],
  };
}

/** Do the postal codes belong to the places that were typed? Of many stores those that differ are shown. */
function addresses(
  name: "business_address" | "store_address",
  fields: Fields,
  parts: readonly AddressPlace[],
  facts: CheckFacts,
): ReviewCheck {
  const compared = parts.map((part) => {
    const postalCode = fields[`${part}.postalCode`] ?? "";
    const prefecture = fields[`${part}.prefecture`] ?? "";
    const typed = `${prefecture}${fields[`${part}.city`] ?? ""}${fields[`${part}.addressLine`] ?? ""}`;
    const places = facts.places(postalCode);
    const folded = foldForSearch(typed);
    const agrees = places.some((place) =>
      folded.startsWith(foldForSearch(`${place.prefecture}${place.city}${townOf(place)}`)),
    );
    const names = new Set(places.map((place) => `${place.prefecture}${place.city}${place.town}`));
    return { agrees, typed, place: `${postalCode} ${[...names].slice(0, 3).join("、")}` };
  });
  const wrong = compared.filter(({ agrees }) => !agrees);
  const shown = wrong.length > 0 ? wrong : compared.slice(0, 1);
  return {
    ...said(name, judged(wrong.length === 0)),
    compared: shown.flatMap(({ typed, place }) => [
      { label: "postal_place" as const, value: place },
      { label: "address" as const, value: typed },
    ]),
  };
}

/** 「以下に掲載がない場合」 and notes in brackets are no part of a place's name. */
function townOf({ town }: Place): string {
  return town.startsWith("以下に") ? "" : town.replace(/[（(].*$/u, "");
}

function prohibitedWords(fields: Fields): ReviewCheck {
  const stores = storePlaces(fields);
  const texts = [
    fields["business.tradeName"] ?? "",
    ...stores.flatMap((store) => [fields[`${store}.goods`] ?? "", fields[`${store}.name`] ?? ""]),
  ];
  const folded = foldForSearch(texts.join(" "));
  const found = Object.values(PROHIBITED_WORDS)
    .flat()
    .filter((word) => folded.includes(foldForSearch(word)));
  return {
    ...said("prohibited_words", judged(found.length === 0), "blocking"),
    compared: [
      { label: "goods", value: [...new Set(texts)].filter((text) => text !== "").join(" / ") },
      { label: "words", value: found.join("、") },
    ],
  };
}

function categoryGoods(fields: Fields): ReviewCheck {
  const goods = fields["store.goods"] ?? "";
  const mcc = fields["store.mcc"] ?? "";
  const folded = foldForSearch(goods);
  const found = GOODS_OF_CATEGORIES.filter(({ categories }) => !categories.includes(mcc))
    .flatMap(({ words }) => words)
    .filter((word) => folded.includes(foldForSearch(word)));
  return {
    ...said("category_goods", goods === "" ? "not_applicable" : judged(found.length === 0)),
    compared: [
      { label: "category", value: mcc },
      { label: "goods", value: goods },
      { label: "words", value: found.join("、") },
    ],
  };
}

const STOPPED = ["rejected", "suspended", "terminated"];

/** Others with the same trait are worth a look; one who was refused or stopped has to be explained. */
function twin(name: CheckName, twins: readonly Twin[]): ReviewCheck {
  const level = twins.some(({ state }) => STOPPED.includes(state)) ? "blocking" : "recommended";
  return { ...said(name, judged(twins.length === 0), level), twins };
}

function identification({ identified }: CheckFacts): ReviewCheck {
  return {
    ...said("identification", identified.length === 0 ? "look" : "agrees"),
    compared: identified.map(({ method, checkedOn }) => ({
      label: "method" as const,
      value: `${method} ${checkedOn}`,
    })),
  };
}
