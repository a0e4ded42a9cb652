/**
 * Every field of an application: on which screen it is asked, of whom, and by which rule it is checked.
 * `blocking` must be given before submission, `recommended` speeds the review up, `free` may stay empty,
 * `none` is not asked of that kind of applicant.
 */
const everyone = (level: "blocking" | "recommended" | "free") =>
  ({ company: level, sole_proprietor: level }) as const;
const companies = { company: "blocking", sole_proprietor: "none" } as const;

export const FIELDS = {
  "business.entityType": { step: "business", rule: "entityType", level: everyone("blocking") },
  "business.legalName": { step: "business", rule: "text", level: companies },
  "business.legalNameKana": { step: "business", rule: "kana", level: companies },
  "business.corporateNumber": { step: "business", rule: "corporateNumber", level: companies },
  "business.tradeName": {
    step: "business",
    rule: "text",
    level: { company: "free", sole_proprietor: "blocking" },
  },
  "business.postalCode": { step: "business", rule: "postalCode", level: everyone("blocking") },
  "business.prefecture": { step: "business", rule: "prefecture", level: everyone("blocking") },
  "business.city": { step: "business", rule: "text", level: everyone("blocking") },
  "business.addressLine": { step: "business", rule: "text", level: everyone("blocking") },
  "business.phone": { step: "business", rule: "phone", level: everyone("blocking") },
  "business.contactEmail": { step: "business", rule: "email", level: everyone("blocking") },
  "business.invoiceNumber": { step: "business", rule: "invoiceNumber", level: everyone("recommended") },
  "representative.name": { step: "representative", rule: "text", level: everyone("blocking") },
  "representative.nameKana": { step: "representative", rule: "kana", level: everyone("blocking") },
  "representative.birthOn": { step: "representative", rule: "birthDay", level: everyone("blocking") },
  "store.name": { step: "store", rule: "text", level: everyone("blocking") },
  "store.nameKana": { step: "store", rule: "kana", level: everyone("blocking") },
  "store.nameLatin": { step: "store", rule: "latinName", level: everyone("blocking") },
  "store.mcc": { step: "store", rule: "category", level: everyone("blocking") },
  "store.goods": { step: "store", rule: "text", level: everyone("recommended") },
  "store.postalCode": { step: "store", rule: "postalCode", level: everyone("blocking") },
  "store.prefecture": { step: "store", rule: "prefecture", level: everyone("blocking") },
  "store.municipalityCode": { step: "store", rule: "municipality", level: everyone("free") },
  "store.city": { step: "store", rule: "text", level: everyone("blocking") },
  "store.cityLatin": { step: "store", rule: "latinCity", level: everyone("blocking") },
  "store.addressLine": { step: "store", rule: "text", level: everyone("blocking") },
  "store.phone": { step: "store", rule: "phone", level: everyone("blocking") },
  "store.openingHours": { step: "store", rule: "text", level: everyone("recommended") },
  "bank.bankCode": { step: "bank", rule: "bankCode", level: everyone("blocking") },
  "bank.postSymbol": { step: "bank", rule: "postSymbol", level: everyone("free") },
  "bank.postNumber": { step: "bank", rule: "postNumber", level: everyone("free") },
  "bank.branchCode": { step: "bank", rule: "branchCode", level: everyone("blocking") },
  "bank.accountType": { step: "bank", rule: "accountType", level: everyone("blocking") },
  "bank.accountNumber": { step: "bank", rule: "accountNumber", level: everyone("blocking") },
  "bank.holderKana": { step: "bank", rule: "holderKana", level: everyone("blocking") },
  "declarations.salesMethod": { step: "confirm", rule: "salesMethod", level: everyone("blocking") },
  "declarations.antiSocial": { step: "confirm", rule: "agreement", level: everyone("blocking") },
  "declarations.prohibitedGoods": { step: "confirm", rule: "agreement", level: everyone("blocking") },
  "consent.terms": { step: "confirm", rule: "consent", level: everyone("blocking") },
  "consent.dataTransfer": { step: "confirm", rule: "consent", level: everyone("blocking") },
} as const;

/** Papers by kind of applicant; a trade licence follows from the category. */
export const DOCUMENT_KINDS = {
  register_certificate: { company: "blocking", sole_proprietor: "none" },
  identity_document: { company: "recommended", sole_proprietor: "blocking" },
  opening_notice: { company: "none", sole_proprietor: "recommended" },
  store_exterior: { company: "recommended", sole_proprietor: "recommended" },
  trade_licence: { company: "recommended", sole_proprietor: "recommended" },
} as const;

/** The edition of the terms and of the notice on data sent abroad that is in force. */
export const TERMS_VERSION = "2026-11-01";

/** Ready reasons for a return, in the reviewer's menu; their words are messages. */
export const RETURN_REASONS = [
  "unreadable",
  "mismatch",
  "expired",
  "incomplete",
  "wrong_document",
  "not_allowed",
  "other",
] as const;

export const SALES_METHODS = ["counter", "counter_and_online", "door_to_door", "continuous_service"] as const;
