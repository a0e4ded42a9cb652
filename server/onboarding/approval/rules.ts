import { DomainError } from "@/server/kernel/errors";
import type { NewMerchant } from "@/server/merchants/commands";
import { ACCOUNT_TYPES, ENTITY_TYPES, findPrefecture } from "@/server/merchants/rules";
import { checkField, type FieldFacts, type FieldKey, type Fields } from "../fields/rules";

/**
 * The merchant that an application becomes: every value in its checked form. A sole proprietor's legal name is
 * the person's own.
 * @throws DomainError application_incomplete naming the first field that does not do
 */
export function newMerchantOf(tenantId: string, fields: Fields, facts: FieldFacts): NewMerchant {
  const value = (key: FieldKey): string => {
    const check = checkField(key, fields, facts);
    if (!check.ok) throw new DomainError("application_incomplete", { count: 1 }, key);
    return check.value;
  };
  const optional = (key: FieldKey): string | null => {
    const check = checkField(key, fields, facts);
    return check.ok && check.value !== "" ? check.value : null;
  };
  const entityType = chosen(ENTITY_TYPES, value("business.entityType"), "business.entityType");
  const company = entityType === "company";
  const legalName = value(company ? "business.legalName" : "representative.name");
  const prefecture = value("business.prefecture");
  return {
    tenantId,
    entityType,
    legalName,
    legalNameKana: value(company ? "business.legalNameKana" : "representative.nameKana"),
    tradeName: optional("business.tradeName") ?? legalName,
    corporateNumber: company ? value("business.corporateNumber") : null,
    invoiceRegistrationNumber: optional("business.invoiceNumber"),
    contactEmail: value("business.contactEmail"),
    phone: value("business.phone"),
    postalCode: value("business.postalCode"),
    prefecture,
    prefectureCode: findPrefecture(prefecture)?.code ?? "",
    city: value("business.city"),
    addressLine: value("business.addressLine"),
    mcc: value("store.mcc"),
    bankAccount: {
      bankCode: value("bank.bankCode"),
      branchCode: value("bank.branchCode"),
      accountType: chosen(ACCOUNT_TYPES, value("bank.accountType"), "bank.accountType"),
      accountNumber: value("bank.accountNumber"),
      holderKana: value("bank.holderKana"),
    },
    stores: [newStoreOf(value, optional)],
  };
}

function newStoreOf(
  value: (key: FieldKey) => string,
  optional: (key: FieldKey) => string | null,
): NewMerchant["stores"][number] {
  const prefecture = value("store.prefecture");
  return {
    name: value("store.name"),
    nameKana: value("store.nameKana"),
    nameLatin: value("store.nameLatin"),
    cityLatin: value("store.cityLatin"),
    mcc: value("store.mcc"),
    phone: value("store.phone"),
    postalCode: value("store.postalCode"),
    prefecture,
    prefectureCode: findPrefecture(prefecture)?.code ?? "",
    municipalityCode: optional("store.municipalityCode") ?? "",
    city: value("store.city"),
    addressLine: value("store.addressLine"),
    openingHours: optional("store.openingHours") ?? "",
  };
}

function chosen<T extends string>(values: readonly T[], text: string, key: FieldKey): T {
  const found = values.find((one) => one === text);
  if (found === undefined) throw new DomainError("application_incomplete", { count: 1 }, key);
  return found;
}
