import { jstDayStartMs, parseDay } from "@/server/kernel/calendar";
import { checkCorporateNumber, checkInvoiceRegistrationNumber } from "@/server/kernel/corporate-number";
import { isKana, toKatakana, toTransferKana } from "@/server/kernel/kana";
import type { NewBankAccount } from "@/server/merchants/bank-accounts/rules";
import type { AccountType, EntityType } from "@/server/merchants/rules";
import { type Place, type ReadStore, type RowProblem, type RowReason, storeOf } from "../stores/rules";
import { type MerchantColumn, storeValues, type TypedMerchant } from "./schema";

/** What a row says of a merchant: its contract and its bank account. */
export type ReadMerchant = {
  readonly externalNumber: string;
  readonly legalName: string;
  readonly legalNameKana: string;
  readonly tradeName: string;
  readonly entityType: EntityType;
  readonly corporateNumber: string | null;
  readonly invoiceRegistrationNumber: string | null;
  readonly contactEmail: string;
  readonly joinedAtMs: number;
  readonly feeBasisPoints: number;
  /** Null where the merchant is known already and the row says nothing of its account. */
  readonly bankAccount: NewBankAccount | null;
  readonly codes: readonly string[];
  readonly walletIds: readonly string[];
  readonly store: ReadStore;
};

type Problem = RowProblem<MerchantColumn>;
export type MerchantRead =
  | { readonly ok: true; readonly merchant: ReadMerchant }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** What the rows of a table are measured by beside their own cells. */
export type Surroundings = {
  readonly nowMs: number;
  readonly findPlaces: (postalCode: string) => readonly Place[];
  /** "0001-001" of every branch that there is. */
  readonly branches: ReadonlySet<string>;
  readonly walletIds: readonly string[];
  /** Numbers of merchants that are there already: what they have is left as it is. */
  readonly knownNumbers: ReadonlySet<string>;
};

const SHOWN = 60;
const LONGEST = 100;
const NUMBER = /^[0-9A-Za-z][0-9A-Za-z._/-]{0,29}$/;
/** The product's own id, which stands for a merchant that never had another number. */
export const OWN_NUMBER = /^mer_[0-9a-z_]{1,40}$/;
const EMAIL = /^[^\s@]{1,64}@[^\s@]+\.[^\s@]{2,}$/;
/** A payload on a till is at most as long as the network lets one be. */
const CODE_LENGTH = 512;

const ENTITIES: readonly (readonly [RegExp, EntityType])[] = [
  [/^(法人|会社|company|corporation)$/i, "company"],
  [/^(個人|個人事業主|sole[ _]proprietor)$/i, "sole_proprietor"],
];
const ACCOUNTS: readonly (readonly [RegExp, AccountType])[] = [
  [/^(普通|1|ordinary)$/i, "ordinary"],
  [/^(当座|2|current)$/i, "current"],
  [/^(貯蓄|4|savings)$/i, "savings"],
];

function named<T>(text: string, names: readonly (readonly [RegExp, T])[]): T | undefined {
  return names.find(([name]) => name.test(text))?.[1];
}

/** A rate in per cent with at most two decimals as basis points, or undefined: "1.98%" is 198. */
export function basisPointsOf(text: string): number | undefined {
  const parts = /^(\d{1,2})(?:\.(\d{1,2}))?\s*%?$/.exec(text);
  if (!parts) return undefined;
  const points = Number(parts[1]) * 100 + Number((parts[2] ?? "").padEnd(2, "0"));
  return points <= 1_000 ? points : undefined;
}

/** Texts of the codes at a shop's tills: one a line, or parted by 、 or |. */
export function codesOf(cell: string): string[] {
  const values = cell.split(/[\r\n、|]+/u).map((value) => value.trim());
  return [...new Set(values.filter((value) => value !== ""))];
}

/** Makes a merchant with its store of a row, or names every cell that stands in the way. */
export function merchantOf(typed: TypedMerchant, around: Surroundings): MerchantRead {
  const given = (column: MerchantColumn) => (typed.values[column] ?? "").normalize("NFKC").trim();
  const problems: Problem[] = [];
  const refuse = (field: MerchantColumn, reason: RowReason) => {
    problems.push({ field, reason, value: (typed.values[field] ?? "").slice(0, SHOWN) });
  };
  const needed = (field: MerchantColumn) => {
    if (given(field) === "") refuse(field, "required");
    else if (given(field).length > LONGEST) refuse(field, "too_long");
    return given(field);
  };
  const externalNumber = needed("merchantNumber");
  const isKnown = around.knownNumbers.has(externalNumber);
  if (OWN_NUMBER.test(externalNumber)) {
    if (!isKnown) refuse("merchantNumber", "merchant_unknown");
  } else if (externalNumber !== "" && !NUMBER.test(externalNumber)) refuse("merchantNumber", "store_number");
  const legalName = needed("legalName");
  const legalNameKana = toKatakana(needed("legalNameKana"));
  if (given("legalNameKana") !== "" && !isKana(legalNameKana)) refuse("legalNameKana", "kana");
  const contactEmail = needed("email").toLowerCase();
  if (contactEmail !== "" && !EMAIL.test(contactEmail)) refuse("email", "email");
  const entityType = given("entityType") === "" ? "company" : named(given("entityType"), ENTITIES);
  if (entityType === undefined) refuse("entityType", "entity");
  const numbers = numbersOf(given, entityType ?? "company", refuse);
  const joinedAtMs = joinedAt(given("contractOn"), around.nowMs);
  if (joinedAtMs === undefined) refuse("contractOn", "date");
  const feeBasisPoints = basisPointsOf(needed("feeRate"));
  if (given("feeRate") !== "" && feeBasisPoints === undefined) refuse("feeRate", "fee");
  const isSilent = isKnown && given("accountNumber") === "";
  const bankAccount = isSilent ? null : accountOf(given, needed, around.branches, refuse);
  const codes = codesOf(typed.values.codes ?? "");
  if (codes.some((value) => value.length > CODE_LENGTH)) refuse("codes", "too_long");
  const walletIds = codesOf(
    given("wallets")
      .replaceAll(/[;,\s]+/g, "|")
      .toUpperCase(),
  );
  if (walletIds.some((id) => !around.walletIds.includes(id))) refuse("wallets", "wallet");
  needed("phone");
  const store = storeOf(storeValues(typed), { mcc: "", phone: "" }, around.findPlaces);
  if (!store.ok) problems.push(...store.problems.filter(isMerchants));
  if (
    !store.ok ||
    !entityType ||
    bankAccount === undefined ||
    joinedAtMs === undefined ||
    feeBasisPoints === undefined
  )
    return { ok: false, problems };
  if (problems.length > 0) return { ok: false, problems };
  const tradeName = given("tradeName") || legalName;
  const facts = { externalNumber, legalName, legalNameKana, tradeName, entityType, ...numbers, contactEmail };
  return {
    ok: true,
    merchant: { ...facts, joinedAtMs, feeBasisPoints, bankAccount, codes, walletIds, store },
  };
}

/** A table of merchants has no column of areas and tills. */
function isMerchants(
  problem: RowProblem,
): problem is RowProblem<Exclude<RowProblem["field"], "area" | "counters">> {
  return problem.field !== "area" && problem.field !== "counters";
}

type Given = (column: MerchantColumn) => string;
type Refuse = (field: MerchantColumn, reason: RowReason) => void;

function numbersOf(given: Given, entityType: EntityType, refuse: Refuse) {
  const corporate = checkCorporateNumber(given("corporateNumber"));
  const isCompany = entityType === "company" && given("corporateNumber") !== "";
  if (isCompany && !corporate.valid) refuse("corporateNumber", "corporate_number");
  const corporateNumber = isCompany ? corporate.normalised : null;
  const invoice = checkInvoiceRegistrationNumber(given("invoiceNumber"), corporateNumber ?? undefined);
  if (given("invoiceNumber") !== "" && !invoice.valid) refuse("invoiceNumber", "invoice_number");
  return {
    corporateNumber,
    invoiceRegistrationNumber: given("invoiceNumber") === "" ? null : invoice.normalised,
  };
}

/** The day of the contract, which is not after today in Japan; today where the row is silent. */
function joinedAt(text: string, nowMs: number): number | undefined {
  if (text === "") return nowMs;
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
  const day =
    parts &&
    parseDay(`${parts[1]}-${(parts[2] ?? "").padStart(2, "0")}-${(parts[3] ?? "").padStart(2, "0")}`);
  if (!day) return undefined;
  const at = jstDayStartMs(day);
  return at <= nowMs ? at : undefined;
}

function accountOf(
  given: Given,
  needed: Given,
  branches: ReadonlySet<string>,
  refuse: Refuse,
): NewBankAccount | undefined {
  const [bankCode, branchCode] = [needed("bankCode").padStart(4, "0"), needed("branchCode").padStart(3, "0")];
  const isKnown = branches.has(`${bankCode}-${branchCode}`);
  if (given("bankCode") !== "" && given("branchCode") !== "" && !isKnown) refuse("branchCode", "branch");
  const number = needed("accountNumber").replace(/[\s-]/g, "");
  const isNumber = /^\d{1,7}$/.test(number);
  if (given("accountNumber") !== "" && !isNumber) refuse("accountNumber", "account_number");
  const accountType = given("accountType") === "" ? "ordinary" : named(given("accountType"), ACCOUNTS);
  if (accountType === undefined) refuse("accountType", "account_type");
  const holder = toTransferKana(needed("holderKana"));
  if (given("holderKana") !== "" && !holder.ok) refuse("holderKana", "holder");
  if (!isKnown || !isNumber || accountType === undefined || !holder.ok) return undefined;
  return {
    bankCode,
    branchCode,
    accountType,
    accountNumber: number.padStart(7, "0"),
    holderKana: holder.value,
  };
}
