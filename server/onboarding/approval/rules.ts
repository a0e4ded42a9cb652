import { DomainError } from "@/server/kernel/errors";
import type { NewMerchant } from "@/server/merchants/commands";
import { ACCOUNT_TYPES, ENTITY_TYPES, findPrefecture } from "@/server/merchants/rules";
import { checkField, type FieldKey, type Fields, type StorePart, storeSlots } from "../fields/rules";
import type { FieldFacts } from "../values/rules";

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
    stores: [
      newStoreOf((part) => `store.${part}`, value, optional),
      ...storeSlots(fields).map((slot) => newStoreOf((part) => `stores.${slot}.${part}`, value, optional)),
    ],
  };
}

function newStoreOf(
  at: (part: Exclude<StorePart, "listed">) => FieldKey,
  value: (key: FieldKey) => string,
  optional: (key: FieldKey) => string | null,
): NewMerchant["stores"][number] {
  const prefecture = value(at("prefecture"));
  return {
    name: value(at("name")),
    nameKana: value(at("nameKana")),
    nameLatin: value(at("nameLatin")),
    cityLatin: value(at("cityLatin")),
    mcc: value(at("mcc")),
    phone: value(at("phone")),
    postalCode: value(at("postalCode")),
    prefecture,
    prefectureCode: findPrefecture(prefecture)?.code ?? "",
    municipalityCode: optional(at("municipalityCode")) ?? "",
    city: value(at("city")),
    addressLine: value(at("addressLine")),
    openingHours: optional(at("openingHours")) ?? "",
  };
}

function chosen<T extends string>(values: readonly T[], text: string, key: FieldKey): T {
  const found = values.find((one) => one === text);
  if (found === undefined) throw new DomainError("application_incomplete", { count: 1 }, key);
  return found;
}
