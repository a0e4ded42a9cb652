import { z } from "zod";
import { type Day, daysBetween, parseDay } from "@/server/kernel/calendar";
import { normalisePhone, normalisePostalCode } from "@/server/kernel/contact";
import { checkCorporateNumber, checkInvoiceRegistrationNumber } from "@/server/kernel/corporate-number";
import { JAPAN_POST_BANK_CODE, japanPostAccount } from "@/server/kernel/japan-post-bank";
import { isKana, toKatakana, toTransferKana } from "@/server/kernel/kana";
import {
  ACCOUNT_TYPES,
  ENTITY_TYPES,
  type EntityType,
  findPrefecture,
  isCategory,
} from "@/server/merchants/rules";
import { FIELDS, SALES_METHODS, TERMS_VERSION } from "../fields.data";

export type FieldKey = keyof typeof FIELDS;

/** The screens of an application, in their order. */
export const STEPS = ["business", "representative", "store", "bank", "documents", "confirm"] as const;
export type Step = (typeof STEPS)[number];

/** What the applicant typed, as typed; an absent field is empty. */
export type Fields = Readonly<Partial<Record<FieldKey, string>>>;

/** What only the server knows of a value. */
export type FieldFacts = {
  readonly todayOn: Day;
  readonly bankKnown: boolean;
  readonly branchKnown: boolean;
};

/** Why a value does not do; each has words in `messages/<language>/onboarding.ts` under `issue`. */
export const FIELD_ISSUES = [
  "required",
  "too_long",
  "kana",
  "choice",
  "corporate_number_form",
  "corporate_number_check",
  "invoice_form",
  "invoice_not_own",
  "postal_code",
  "prefecture",
  "phone",
  "email",
  "birth_form",
  "birth_age",
  "latin_name",
  "latin_city",
  "bank_unknown",
  "branch_unknown",
  "account_number",
  "holder_characters",
  "holder_too_long",
  "post_symbol",
  "post_number",
  "agreement",
  "terms_changed",
] as const;
export type FieldIssue = (typeof FIELD_ISSUES)[number];

/** A checked value: what is kept when the application is approved, or why it does not do. */
export type FieldCheck =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly issue: FieldIssue; readonly characters?: string };

type Rule = (text: string, fields: Fields, facts: FieldFacts) => FieldCheck;

/** The longest text any field keeps while it is being typed. */
export const MAX_TYPED = 400;
const MAX_TEXT = 120;
const ADULT_YEARS = 18;
const OLDEST_YEARS = 120;

const good = (value: string): FieldCheck => ({ ok: true, value });
const bad = (issue: FieldIssue): FieldCheck => ({ ok: false, issue });
const given = (value: string | undefined, issue: FieldIssue): FieldCheck =>
  value === undefined ? bad(issue) : good(value);
const oneOf = (values: readonly string[], text: string): FieldCheck =>
  values.includes(text) ? good(text) : bad("choice");

const RULES: Record<(typeof FIELDS)[FieldKey]["rule"], Rule> = {
  text: (text) => (text.length > MAX_TEXT ? bad("too_long") : good(text.normalize("NFC"))),
  kana: (text) => {
    if (text.length > MAX_TEXT) return bad("too_long");
    return isKana(text) ? good(toKatakana(text)) : bad("kana");
  },
  entityType: (text) => oneOf(ENTITY_TYPES, text),
  accountType: (text) => oneOf(ACCOUNT_TYPES, text),
  salesMethod: (text) => oneOf(SALES_METHODS, text),
  category: (text) => (isCategory(text) ? good(text) : bad("choice")),
  corporateNumber: (text) => {
    const check = checkCorporateNumber(text);
    if (check.valid) return good(check.normalised);
    return bad(check.computed === null ? "corporate_number_form" : "corporate_number_check");
  },
  invoiceNumber: (text, fields) => {
    // Compared with the corporate number only when that is right itself: one slip, one complaint.
    const corporate = checkCorporateNumber(fields["business.corporateNumber"] ?? "");
    const isCompany = fields["business.entityType"] === "company" && corporate.valid;
    const check = checkInvoiceRegistrationNumber(text, isCompany ? corporate.normalised : undefined);
    if (check.valid) return good(check.normalised);
    return bad(check.problem === "not_own" ? "invoice_not_own" : "invoice_form");
  },
  postalCode: (text) => given(normalisePostalCode(text), "postal_code"),
  prefecture: (text) => given(findPrefecture(text)?.name, "prefecture"),
  municipality: (text) => (/^\d{5}$/.test(text) ? good(text) : good("")),
  phone: (text) => given(normalisePhone(text), "phone"),
  email: (text) => {
    const plain = text.normalize("NFKC").toLowerCase();
    return z.email().max(254).safeParse(plain).success ? good(plain) : bad("email");
  },
  birthDay: (text, _fields, facts) => checkBirthDay(text, facts.todayOn),
  latinName: (text) => latin(text, 25, "latin_name"),
  latinCity: (text) => latin(text, 15, "latin_city"),
  bankCode: (text, _fields, facts) => (facts.bankKnown ? good(text) : bad("bank_unknown")),
  branchCode: (text, _fields, facts) => (facts.branchKnown ? good(text) : bad("branch_unknown")),
  accountNumber: (text) => {
    const digits = text.normalize("NFKC").replace(/[\s-]/g, "");
    return /^\d{1,7}$/.test(digits) && !/^0+$/.test(digits)
      ? good(digits.padStart(7, "0"))
      : bad("account_number");
  },
  holderKana: (text) => {
    const kana = toTransferKana(text);
    if (kana.ok) return good(kana.value);
    if (kana.tooLong) return bad("holder_too_long");
    return { ok: false, issue: "holder_characters", characters: kana.offending.join(" ") };
  },
  postSymbol: (text, fields) => checkPost(text, fields, "symbol"),
  postNumber: (text, fields) => checkPost(text, fields, "number"),
  agreement: (text) => (text === "yes" ? good(text) : bad("agreement")),
  consent: (text) => (text === TERMS_VERSION ? good(text) : bad("terms_changed")),
};

function latin(text: string, most: number, issue: FieldIssue): FieldCheck {
  const plain = text.normalize("NFKC").toUpperCase().replace(/\s+/g, " ");
  return /^[\x20-\x7e]+$/.test(plain) && plain.length <= most ? good(plain) : bad(issue);
}

/** A day of birth typed as 1980-04-01, 1980/4/1, 1980年4月1日 or 19800401, of an adult. */
function checkBirthDay(text: string, todayOn: Day): FieldCheck {
  const plain = text
    .normalize("NFKC")
    .replace(/[年月/.]/g, "-")
    .replace(/[日\s]/g, "");
  const parts = /^(\d{4})-?(\d{1,2})-?(\d{1,2})$/.exec(plain);
  const day = parts && parseDay(`${parts[1]}-${parts[2]?.padStart(2, "0")}-${parts[3]?.padStart(2, "0")}`);
  if (!day) return bad("birth_form");
  const years = daysBetween(day, todayOn) / 365.2425;
  return years >= ADULT_YEARS && years <= OLDEST_YEARS ? good(day) : bad("birth_age");
}

function checkPost(text: string, fields: Fields, problem: "symbol" | "number"): FieldCheck {
  if (fields["bank.bankCode"] !== JAPAN_POST_BANK_CODE) return good("");
  const account = japanPostAccount({
    symbol: fields["bank.postSymbol"] ?? "",
    number: fields["bank.postNumber"] ?? "",
  });
  if (account.ok || account.problem !== problem) return good(text);
  return bad(problem === "symbol" ? "post_symbol" : "post_number");
}

/** Checks one field; nothing typed is `required`. */
export function checkField(key: FieldKey, fields: Fields, facts: FieldFacts): FieldCheck {
  const text = (fields[key] ?? "").trim();
  if (text === "") return bad("required");
  const rule: Rule = RULES[FIELDS[key].rule];
  return rule(text, fields, facts);
}

/** All fields in the order in which they are asked. */
export const FIELD_KEYS = fieldKeys();

function fieldKeys(): readonly [FieldKey, ...FieldKey[]] {
  const [first = "business.entityType", ...rest] = Object.keys(FIELDS).filter(isFieldKey);
  return [first, ...rest];
}

/** Narrows a field's name from outside. */
export function isFieldKey(text: string): text is FieldKey {
  return Object.hasOwn(FIELDS, text);
}

/** The kind of applicant, once chosen. */
export function entityTypeOf(fields: Fields): EntityType | undefined {
  return ENTITY_TYPES.find((type) => type === fields["business.entityType"]);
}

export type FieldLevel = "blocking" | "recommended" | "free" | "none";

/** How much a field matters for this applicant; before the kind is chosen, what is asked of both kinds. */
export function levelOf(key: FieldKey, fields: Fields): FieldLevel {
  const level: Record<EntityType, FieldLevel> = FIELDS[key].level;
  const entityType = entityTypeOf(fields);
  if (entityType) return level[entityType];
  return level.company === level.sole_proprietor ? level.company : "none";
}
