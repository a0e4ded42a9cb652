import { z } from "zod";
import { type Day, daysBetween, parseDay } from "@/server/kernel/calendar";
import { normalisePhone, normalisePostalCode } from "@/server/kernel/contact";
import { checkCorporateNumber, checkInvoiceRegistrationNumber } from "@/server/kernel/corporate-number";
import { JAPAN_POST_BANK_CODE, japanPostAccount } from "@/server/kernel/japan-post-bank";
import { isKana, toKatakana, toTransferKana } from "@/server/kernel/kana";
import { normaliseHours } from "@/server/merchants/hours/rules";
import { ACCOUNT_TYPES, ENTITY_TYPES, findPrefecture, isCategory } from "@/server/merchants/rules";
import { type FIELDS, PREPAID, REGULATED_GOODS, SALES_KINDS, TERMS_VERSION } from "../fields.data";

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
  "url",
  "share_form",
  "share_range",
  "share_sum",
  "owners_needed",
  "owners_both",
  "store_twice",
  "hours",
  "day_form",
  "day_passed",
] as const;
export type FieldIssue = (typeof FIELD_ISSUES)[number];

/** A checked value: what is kept when the application is approved, or why it does not do. */
export type FieldCheck =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly issue: FieldIssue; readonly characters?: string };

/** What was typed elsewhere in the same application, by the keys of its fields. */
type Fields = Readonly<Partial<Record<string, string>>>;

type Rule = (text: string, fields: Fields, facts: FieldFacts) => FieldCheck;

const MAX_TEXT = 120;
const ADULT_YEARS = 18;
const OLDEST_YEARS = 120;
const YEAR_DAYS = 365.2425;
const QUARTER = 2_500;
const WHOLE = 10_000;

const good = (value: string): FieldCheck => ({ ok: true, value });
const bad = (issue: FieldIssue): FieldCheck => ({ ok: false, issue });
const given = (value: string | undefined, issue: FieldIssue): FieldCheck =>
  value === undefined ? bad(issue) : good(value);
const oneOf = (values: readonly string[], text: string): FieldCheck =>
  values.includes(text) ? good(text) : bad("choice");
const someOf = (values: readonly string[], text: string): FieldCheck => {
  const chosen = text.split(",");
  return chosen.every((one) => values.includes(one))
    ? good(values.filter((one) => chosen.includes(one)).join(","))
    : bad("choice");
};

/** A share in hundredths of a percent; nothing readable is none. */
export function shareOf(text: string): number {
  const [whole = "", part = ""] = text.normalize("NFKC").replace(/[%\s]/g, "").split(".");
  const hundredths = Number(`${whole}${part.slice(0, 2).padEnd(2, "0")}`);
  return Number.isInteger(hundredths) ? hundredths : 0;
}

/** The rules by name; each gets the trimmed text, what else was typed and what only the server knows. */
export const VALUE_RULES: Record<(typeof FIELDS)[keyof typeof FIELDS]["rule"], Rule> = {
  text: (text) => (text.length > MAX_TEXT ? bad("too_long") : good(text.normalize("NFC"))),
  kana: (text) => {
    if (text.length > MAX_TEXT) return bad("too_long");
    return isKana(text) ? good(toKatakana(text)) : bad("kana");
  },
  entityType: (text) => oneOf(ENTITY_TYPES, text),
  accountType: (text) => oneOf(ACCOUNT_TYPES, text),
  salesKinds: (text) => someOf(SALES_KINDS, text),
  regulatedGoods: (text) => {
    const chosen = text.split(",");
    return chosen.includes("none") && chosen.length > 1 ? bad("choice") : someOf(REGULATED_GOODS, text);
  },
  prepaid: (text) => oneOf(PREPAID, text),
  url: (text) => {
    const plain = text.normalize("NFKC").replace(/\s/g, "");
    const full = /^https?:\/\//i.test(plain) ? plain : `https://${plain}`;
    return z.url({ hostname: z.regexes.domain }).max(300).safeParse(full).success ? good(full) : bad("url");
  },
  share: (text) => {
    const plain = text.normalize("NFKC").replace(/[%\s]/g, "");
    const parts = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(plain);
    if (!parts) return bad("share_form");
    const hundredths = shareOf(plain);
    return hundredths > QUARTER && hundredths <= WHOLE ? good(plain) : bad("share_range");
  },
  hours: (text) => given(normaliseHours(text), "hours"),
  pastDay: (text, _fields, facts) => {
    const day = readDay(text);
    if (!day) return bad("birth_form");
    return day <= facts.todayOn && daysBetween(day, facts.todayOn) / YEAR_DAYS <= OLDEST_YEARS
      ? good(day)
      : bad("birth_form");
  },
  validUntil: (text, _fields, facts) => {
    const day = readDay(text);
    if (!day) return bad("day_form");
    return day >= facts.todayOn ? good(day) : bad("day_passed");
  },
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

/** A day typed as 1980-04-01, 1980/4/1, 1980年4月1日 or 19800401. */
function readDay(text: string): Day | undefined {
  const plain = text
    .normalize("NFKC")
    .replace(/[年月/.]/g, "-")
    .replace(/[日\s]/g, "");
  const parts = /^(\d{4})-?(\d{1,2})-?(\d{1,2})$/.exec(plain);
  const day = parts && parseDay(`${parts[1]}-${parts[2]?.padStart(2, "0")}-${parts[3]?.padStart(2, "0")}`);
  return day ?? undefined;
}

/** A day of birth of an adult. */
function checkBirthDay(text: string, todayOn: Day): FieldCheck {
  const day = readDay(text);
  if (!day) return bad("birth_form");
  const years = daysBetween(day, todayOn) / YEAR_DAYS;
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
