/**
 * What each kind of change asks for, by kind of business: fields by their names in an application, and papers that
 * show it. Japan Post Bank's symbol and number are only a way to type branch and account.
 */
const BANK = {
  fields: [
    "bank.bankCode",
    "bank.postSymbol",
    "bank.postNumber",
    "bank.branchCode",
    "bank.accountType",
    "bank.accountNumber",
    "bank.holderKana",
  ],
  papers: ["bank_passbook"],
} as const;
const ADDRESS = [
  "business.postalCode",
  "business.prefecture",
  "business.city",
  "business.addressLine",
] as const;
const PERSON = ["representative.name", "representative.nameKana"] as const;

export const CHANGES = {
  bank_account: { company: BANK, sole_proprietor: BANK },
  legal_name: {
    company: { fields: ["business.legalName", "business.legalNameKana"], papers: ["register_certificate"] },
    sole_proprietor: { fields: PERSON, papers: ["identity_document"] },
  },
  representative: {
    company: {
      fields: [...PERSON, "representative.birthOn"],
      papers: ["register_certificate", "identity_document"],
    },
    // Another person is another business, with an application of its own.
    sole_proprietor: null,
  },
  address: {
    company: { fields: ADDRESS, papers: ["register_certificate"] },
    sole_proprietor: { fields: ADDRESS, papers: ["identity_document"] },
  },
} as const;

/** Bank days that payouts wait after a change of account, so that the old contact can object. */
export const ACCOUNT_HOLD_BANK_DAYS = 3;
