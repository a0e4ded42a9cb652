import { emitEvent } from "@/server/events/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import { changeBankAccount } from "@/server/merchants/bank-accounts/commands";
import { listBankHolidays } from "@/server/merchants/queries";
import { ACCOUNT_TYPES, findPrefecture } from "@/server/merchants/rules";
import { addMerchantVersion, type MerchantChange } from "@/server/merchants/versions/commands";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { renewOutdated } from "@/server/registration/renewal/commands";
import { checkField, type FieldKey } from "../../fields/rules";
import type { ChangeCase } from "../queries";
import { holdUntilMs } from "../rules";

type Desk = Deps<OperatorScope>;
type Value = (key: FieldKey) => string;

/**
 * Lets an approved change take effect, inside the transaction of its approval. An account is changed at once and its
 * payouts wait; a name, a representative or an address makes a new version of the merchant from today on, and the
 * wallets are told anew of its stores where they know that value.
 */
export async function takeEffect(
  tx: Tx,
  deps: Desk,
  found: ChangeCase,
): Promise<{ readonly heldUntil: Date | null }> {
  const value = valuesOf(found);
  if (found.change.kind === "bank_account") return { heldUntil: await changeAccount(tx, deps, found, value) };
  const { storeIds } = await addMerchantVersion(tx, deps, {
    tenantId: found.change.tenantId,
    changeId: found.change.id,
    change: changeOf(found, value),
  });
  await renewOutdated(sqlOfTx(tx), deps, storeIds);
  return { heldUntil: null };
}

/** Every value in its checked form. @throws DomainError application_incomplete naming the field */
function valuesOf({ change, entityType, facts }: ChangeCase): Value {
  const fields = { ...change.fields, "business.entityType": entityType };
  return (key) => {
    const check = checkField(key, fields, facts);
    if (!check.ok) throw new DomainError("application_incomplete", { count: 1 }, key);
    return check.value;
  };
}

async function changeAccount(tx: Tx, deps: Desk, { change }: ChangeCase, value: Value): Promise<Date> {
  const { payoutGroupId, tenantId } = change;
  const accountType = ACCOUNT_TYPES.find((type) => type === value("bank.accountType"));
  if (payoutGroupId === null || accountType === undefined) throw new DomainError("invalid_input");
  const heldUntil = instant(holdUntilMs(deps.now, await listBankHolidays(tx)));
  const bankAccountId = await changeBankAccount(tx, deps, {
    tenantId,
    payoutGroupId,
    heldUntil,
    account: {
      bankCode: value("bank.bankCode"),
      branchCode: value("bank.branchCode"),
      accountType,
      accountNumber: value("bank.accountNumber"),
      holderKana: value("bank.holderKana"),
    },
  });
  await emitEvent(tx, deps, {
    type: "bank_account.changed",
    tenantId,
    subjectId: payoutGroupId,
    payload: { bankAccountId },
  });
  return heldUntil;
}

function changeOf({ change, entityType }: ChangeCase, value: Value): MerchantChange {
  if (change.kind === "address") {
    const prefecture = value("business.prefecture");
    return {
      kind: "address",
      postalCode: value("business.postalCode"),
      prefecture,
      prefectureCode: findPrefecture(prefecture)?.code ?? "",
      city: value("business.city"),
      addressLine: value("business.addressLine"),
    };
  }
  if (change.kind === "legal_name" && entityType === "company") {
    return {
      kind: "legal_name",
      legalName: value("business.legalName"),
      legalNameKana: value("business.legalNameKana"),
    };
  }
  const [name, nameKana] = [value("representative.name"), value("representative.nameKana")];
  if (change.kind === "legal_name") return { kind: "legal_name", legalName: name, legalNameKana: nameKana };
  return { kind: "representative", name, nameKana, birthOn: value("representative.birthOn") };
}
