import {
  checkField,
  FIELD_KEYS,
  type FieldKey,
  type Fields,
  levelOf,
  ownerSlots,
  type Step,
  stepOf,
  storeSlots,
} from "../../fields/rules";
import { type DocumentKind, documentKinds, documentLevel, type Paper } from "../../papers/rules";
import { type FieldCheck, type FieldFacts, type FieldIssue, shareOf } from "../../values/rules";

/** `check` is evidence that the desk gathers and only a reviewer settles; all others are the applicant's. */
export type RequirementKind = "field" | "document" | "declaration" | "check" | "derived";

/** The automatic checks, in the order of the desk's panel. */
export const CHECK_NAMES = [
  "sanctions",
  "anti_social",
  "corporate_number",
  "invoice_number",
  "holder_matches",
  "business_address",
  "store_address",
  "same_prefecture",
  "prohibited_words",
  "category_goods",
  "twin_corporate",
  "twin_account",
  "twin_person",
  "twin_phone",
  "twin_address",
  "identification",
] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

/** What an automatic check found; `evidence` is what was compared, and binds a reviewer's word to it. */
export type CheckEvidence = {
  readonly name: CheckName;
  readonly level: "blocking" | "recommended";
  readonly outcome: "agrees" | "look" | "waiting" | "not_applicable";
  readonly evidence: readonly string[];
};

/** What the items of an application follow from. */
export type ItemInput = {
  readonly fields: Fields;
  readonly facts: FieldFacts;
  readonly documents: readonly Paper[];
  /** Only the desk has them; the applicant's list is the same list without the checks. */
  readonly checks?: readonly CheckEvidence[];
};

/** One thing that is asked for, before a reviewer's word on it. */
export type Item = {
  readonly key: string;
  readonly kind: RequirementKind;
  readonly level: "blocking" | "recommended";
  readonly step: Step;
  readonly field: FieldKey | null;
  readonly documentKind: DocumentKind | null;
  readonly checkName: CheckName | null;
  readonly state: "missing" | "provided" | "accepted" | "expired";
  readonly check: FieldCheck;
  /** What a verdict on it is bound to. */
  readonly content: readonly string[];
};

/** Everything that is asked for, in no order that matters. */
export function itemsOf(input: ItemInput): Item[] {
  return [
    ...FIELD_KEYS.flatMap((key) => fieldItemOf(key, input)),
    ...derivedItems(input),
    ...documentKinds().flatMap((kind) => documentItemOf(kind, input)),
    ...(input.checks ?? []).flatMap(checkItemOf),
  ];
}

/** The key of a field's verdict. */
export function fieldItem(key: FieldKey): string {
  return `field:${key}`;
}

/** The key of a document's verdict. */
export function documentItem(kind: string): string {
  return `document:${kind}`;
}

function fieldItemOf(key: FieldKey, { fields, facts }: ItemInput): Item[] {
  const declared = levelOf(key, fields);
  if (declared === "none") return [];
  const check = checkField(key, fields, facts);
  const isWrong = !check.ok && check.issue !== "required";
  if (declared === "free" && !check.ok && !isWrong) return [];
  const declaration = key.startsWith("declarations.") || key.startsWith("consent.");
  const expired = !check.ok && check.issue === "day_passed";
  return [
    {
      key: fieldItem(key),
      kind: declaration ? "declaration" : "field",
      level: declared === "blocking" || isWrong ? "blocking" : "recommended",
      step: stepOf(key),
      field: key,
      documentKind: null,
      checkName: null,
      state: check.ok ? "provided" : expired ? "expired" : "missing",
      check,
      content: [fields[key] ?? ""],
    },
  ];
}

function documentItemOf(kind: DocumentKind, input: ItemInput): Item[] {
  const level = documentLevel(kind, input.fields);
  if (level === "none") return [];
  const papers = input.documents.filter((document) => document.kind === kind);
  const isValid = ({ expiresOn }: Paper) => !expiresOn || expiresOn >= input.facts.todayOn;
  const given = papers.some(isValid) ? "provided" : "expired";
  return [
    {
      key: documentItem(kind),
      kind: "document",
      level,
      step: "documents",
      field: null,
      documentKind: kind,
      checkName: null,
      state: papers.length === 0 ? "missing" : given,
      check: papers.length === 0 ? bad("required") : { ok: true, value: kind },
      content: papers.map(({ id, sha256 }) => sha256 ?? id ?? kind).sort(),
    },
  ];
}

function checkItemOf({ name, level, outcome, evidence }: CheckEvidence): Item[] {
  if (outcome === "not_applicable") return [];
  return [
    {
      key: `check:${name}`,
      kind: "check",
      level,
      step: "confirm",
      field: null,
      documentKind: null,
      checkName: name,
      state: outcome === "agrees" ? "accepted" : "missing",
      check: { ok: true, value: outcome },
      content: [outcome, ...evidence],
    },
  ];
}

/** What no single field says: who owns a company, and that no store is entered twice. */
function derivedItems({ fields }: ItemInput): Item[] {
  return [...ownersItem(fields), ...storeTwins(fields)];
}

function ownersItem(fields: Fields): Item[] {
  if (fields["business.entityType"] !== "company") return [];
  const slots = ownerSlots(fields);
  const shares = slots.map((slot) => fields[`owners.${slot}.share`] ?? "");
  const none = fields["representative.noOwners"] === "yes";
  const issue = ownersIssue({
    none,
    count: slots.length,
    sum: shares.reduce((sum, one) => sum + shareOf(one), 0),
  });
  return [derived("owners", "representative.noOwners", issue, [none ? "none" : "", ...shares])];
}

function ownersIssue(owners: { none: boolean; count: number; sum: number }): FieldIssue | null {
  if (owners.none) return owners.count === 0 ? null : "owners_both";
  if (owners.count === 0) return "owners_needed";
  return owners.sum > 10_000 ? "share_sum" : null;
}

function storeTwins(fields: Fields): Item[] {
  const seen = new Set([placeText(fields["store.name"], fields["store.addressLine"])]);
  return storeSlots(fields).flatMap((slot) => {
    const text = placeText(fields[`stores.${slot}.name`], fields[`stores.${slot}.addressLine`]);
    const twice = text !== "" && seen.has(text);
    seen.add(text);
    return twice ? [derived(`store_${slot}`, `stores.${slot}.name`, "store_twice", [text])] : [];
  });
}

function placeText(name = "", addressLine = ""): string {
  return `${name} ${addressLine}`.normalize("NFKC").trim();
}

function derived(name: string, field: FieldKey, issue: FieldIssue | null, content: readonly string[]): Item {
  return {
    key: `derived:${name}`,
    kind: "derived",
    level: "blocking",
    step: stepOf(field),
    field,
    documentKind: null,
    checkName: null,
    state: issue === null ? "provided" : "missing",
    check: issue === null ? { ok: true, value: "" } : bad(issue),
    content,
  };
}

function bad(issue: FieldIssue): FieldCheck {
  return { ok: false, issue };
}
