/**
 * Every field of an application: on which screen it is asked, of whom, and by which rule it is checked.
 * `blocking` must be given before submission, `recommended` speeds the review up, `free` may stay empty,
 * `none` is not asked of that kind of applicant. `store.*` is asked of every store, `owner.*` of every beneficial
 * owner and `licence.*` of every trade licence; their keys carry the place in the list (`stores.2.name`).
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
  "contact.name": {
    step: "business",
    rule: "text",
    level: { company: "recommended", sole_proprietor: "free" },
  },
  "contact.phone": {
    step: "business",
    rule: "phone",
    level: { company: "recommended", sole_proprietor: "free" },
  },
  "representative.name": { step: "representative", rule: "text", level: everyone("blocking") },
  "representative.nameKana": { step: "representative", rule: "kana", level: everyone("blocking") },
  "representative.birthOn": { step: "representative", rule: "birthDay", level: everyone("blocking") },
  "representative.noOwners": {
    step: "representative",
    rule: "agreement",
    level: { company: "free", sole_proprietor: "none" },
  },
  "owner.listed": { step: "representative", rule: "agreement", level: companies },
  "owner.name": { step: "representative", rule: "text", level: companies },
  "owner.nameKana": { step: "representative", rule: "kana", level: companies },
  "owner.birthOn": { step: "representative", rule: "pastDay", level: companies },
  "owner.address": { step: "representative", rule: "text", level: companies },
  "owner.share": { step: "representative", rule: "share", level: companies },
  "store.listed": { step: "store", rule: "agreement", level: everyone("free") },
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
  "store.openingHours": { step: "store", rule: "hours", level: everyone("recommended") },
  "business.manyStores": { step: "store", rule: "agreement", level: everyone("free") },
  "sales.kinds": { step: "sales", rule: "salesKinds", level: everyone("blocking") },
  "sales.url": { step: "sales", rule: "url", level: everyone("blocking") },
  "sales.prepaid": { step: "sales", rule: "prepaid", level: everyone("blocking") },
  "sales.regulatedGoods": { step: "sales", rule: "regulatedGoods", level: everyone("blocking") },
  "licence.number": { step: "sales", rule: "text", level: everyone("recommended") },
  "licence.expiresOn": { step: "sales", rule: "validUntil", level: everyone("recommended") },
  "bank.bankCode": { step: "bank", rule: "bankCode", level: everyone("blocking") },
  "bank.postSymbol": { step: "bank", rule: "postSymbol", level: everyone("free") },
  "bank.postNumber": { step: "bank", rule: "postNumber", level: everyone("free") },
  "bank.branchCode": { step: "bank", rule: "branchCode", level: everyone("blocking") },
  "bank.accountType": { step: "bank", rule: "accountType", level: everyone("blocking") },
  "bank.accountNumber": { step: "bank", rule: "accountNumber", level: everyone("blocking") },
  "bank.holderKana": { step: "bank", rule: "holderKana", level: everyone("blocking") },
  "declarations.antiSocial": { step: "confirm", rule: "agreement", level: everyone("blocking") },
  "declarations.prohibitedGoods": { step: "confirm", rule: "agreement", level: everyone("blocking") },
  "consent.terms": { step: "confirm", rule: "consent", level: everyone("blocking") },
  "consent.dataTransfer": { step: "confirm", rule: "consent", level: everyone("blocking") },
} as const;

/** Places in the list of further stores; the first store is `store.*`. Chains of more come by spreadsheet. */
export const STORE_SLOTS = [
  "2",
  "3",
  "4",
  "5",
  "6",
  "7",
  "8",
  "9",
  "10",
  "11",
  "12",
  "13",
  "14",
  "15",
  "16",
  "17",
  "18",
  "19",
  "20",
] as const;

/** More than a quarter each: four places hold every combination of direct and indirect owners that adds up. */
export const OWNER_SLOTS = ["1", "2", "3", "4"] as const;

/** Trade licences by kind: which run out, and which goods ask for one whatever the category. */
export const LICENCES = {
  food: { expires: true },
  pharmacy: { expires: true },
  hygiene: { expires: false },
  transport: { expires: false },
  lodging: { expires: false },
  liquor: { expires: false },
  second_hand: { expires: false },
} as const;

/** Papers by kind of applicant; whether a licence is asked for follows from the categories and the goods. */
export const DOCUMENT_KINDS = {
  register_certificate: { company: "blocking", sole_proprietor: "none" },
  identity_document: { company: "recommended", sole_proprietor: "blocking" },
  opening_notice: { company: "none", sole_proprietor: "recommended" },
  store_exterior: { company: "recommended", sole_proprietor: "recommended" },
  sales_contract: { company: "blocking", sole_proprietor: "blocking" },
  licence_food: { company: "blocking", sole_proprietor: "blocking" },
  licence_pharmacy: { company: "blocking", sole_proprietor: "blocking" },
  licence_hygiene: { company: "blocking", sole_proprietor: "blocking" },
  licence_transport: { company: "blocking", sole_proprietor: "blocking" },
  licence_lodging: { company: "blocking", sole_proprietor: "blocking" },
  licence_liquor: { company: "blocking", sole_proprietor: "blocking" },
  licence_second_hand: { company: "blocking", sole_proprietor: "blocking" },
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

/** Ready reasons to let an item or a check pass. */
export const WAIVE_REASONS = [
  "other_person",
  "same_group",
  "confirmed_by_phone",
  "other_evidence",
  "not_needed",
  "other",
] as const;

/**
 * How goods and services are sold. All but the counter are kinds of sale that the Act on Specified Commercial
 * Transactions (特定商取引法) regulates; multilevel marketing and business opportunities are not accepted at all.
 */
export const SALES_KINDS = [
  "counter",
  "online",
  "telephone",
  "door_to_door",
  "continuous_service",
  "purchase_visit",
] as const;

/** Kinds of sale for which the law asks for a written contract, so the reviewer asks to see it. */
export const CONTRACT_KINDS = ["telephone", "door_to_door", "continuous_service", "purchase_visit"] as const;

/** Is anything paid before it is delivered: no, within the month, or later. */
export const PREPAID = ["prepaid_none", "prepaid_month", "prepaid_longer"] as const;

/** Goods that are sold only with a licence of their own, whatever the category of the shop. */
export const REGULATED_GOODS = ["liquor", "second_hand", "none"] as const;
