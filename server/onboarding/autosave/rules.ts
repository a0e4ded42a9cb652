import { checkCorporateNumber } from "@/server/kernel/corporate-number";
import type { AccountType } from "@/server/merchants/rules";
import { ACCOUNT_TYPES } from "@/server/merchants/rules";
import type { Fields } from "../fields/rules";

const MOST_SHOWN = 120;

/** The plain columns that the reviewer's queue needs; whatever tells more about a person stays sealed. */
export type Projection = {
  readonly entityType: string;
  readonly tradeName: string;
  readonly prefecture: string;
  readonly mcc: string;
  readonly corporateNumber: string | null;
  readonly account: {
    readonly bankCode: string;
    readonly branchCode: string;
    readonly accountType: AccountType;
    readonly accountNumber: string;
  } | null;
};

/** Derives the plain columns from the content. */
export function projectionOf(fields: Fields): Projection {
  const corporate = checkCorporateNumber(fields["business.corporateNumber"] ?? "");
  return {
    entityType: fields["business.entityType"] ?? "",
    tradeName: shownName(fields).slice(0, MOST_SHOWN),
    prefecture: (fields["store.prefecture"] || fields["business.prefecture"] || "").slice(0, MOST_SHOWN),
    mcc: (fields["store.mcc"] ?? "").slice(0, 4),
    corporateNumber: corporate.valid ? corporate.normalised : null,
    account: accountOf(fields),
  };
}

/** The name under which a business is known before it is a merchant. */
export function shownName(fields: Fields): string {
  return fields["business.tradeName"] || fields["business.legalName"] || fields["store.name"] || "";
}

function accountOf(fields: Fields): Projection["account"] {
  const bankCode = fields["bank.bankCode"] ?? "";
  const branchCode = fields["bank.branchCode"] ?? "";
  const digits = (fields["bank.accountNumber"] ?? "").normalize("NFKC").replace(/[\s-]/g, "");
  const accountType = ACCOUNT_TYPES.find((type) => type === fields["bank.accountType"]);
  if (!accountType || !/^\d{4}$/.test(bankCode) || !/^\d{3}$/.test(branchCode)) return null;
  return /^\d{1,7}$/.test(digits)
    ? { bankCode, branchCode, accountType, accountNumber: digits.padStart(7, "0") }
    : null;
}

/** Does a stored value of a declaration or consent mean yes? Consents hold the version agreed to. */
export function isAgreed(value: string): boolean {
  return value !== "" && value !== "no";
}
