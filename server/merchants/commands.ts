import { recordAudit } from "@/server/audit/commands";
import { emitEvent } from "@/server/events/commands";
import { instant, jstDay } from "@/server/kernel/calendar";
import type { Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { createBankAccount } from "./bank-accounts/commands";
import type { NewBankAccount } from "./bank-accounts/rules";
import { addressOf, type EntityType, STANDARD_TERMS, searchTextOf } from "./rules";

export type NewStore = {
  readonly name: string;
  readonly nameKana: string;
  readonly nameLatin: string;
  readonly cityLatin: string;
  readonly mcc: string;
  readonly phone: string;
  readonly postalCode: string;
  readonly prefectureCode: string;
  readonly municipalityCode: string;
  readonly prefecture: string;
  readonly city: string;
  readonly addressLine: string;
  readonly openingHours: string;
  /** The merchant's own number of the store. */
  readonly storeNumber?: string | null;
  readonly areaId?: string | null;
};

export type NewMerchant = {
  /** Becomes the merchant's id. */
  readonly tenantId: string;
  readonly legalName: string;
  readonly legalNameKana: string;
  readonly tradeName: string;
  readonly entityType: EntityType;
  readonly corporateNumber: string | null;
  readonly invoiceRegistrationNumber: string | null;
  readonly contactEmail: string;
  readonly phone: string;
  readonly postalCode: string;
  readonly prefectureCode: string;
  readonly prefecture: string;
  readonly city: string;
  readonly addressLine: string;
  readonly mcc: string;
  readonly bankAccount: NewBankAccount;
  readonly stores: readonly NewStore[];
};

export type CreatedMerchant = {
  readonly merchantId: string;
  readonly payoutGroupId: string;
  readonly bankAccountId: string;
  readonly storeIds: readonly string[];
};

type CreateDeps = Pick<Deps, "now" | "newId" | "actor" | "requestId">;

/**
 * Brings a merchant into being inside the caller's transaction (an approval, an import): the merchant, its bank
 * account, one payout group, version 1 of its contract on standard terms, its stores and its search text.
 */
export async function createMerchant(tx: Tx, deps: CreateDeps, input: NewMerchant): Promise<CreatedMerchant> {
  const { tenantId, bankAccount, stores, ...facts } = input;
  const createdAt = instant(deps.now);
  await tx.merchant.create({
    data: { ...facts, id: tenantId, tenantId, state: "active", createdAt, approvedAt: createdAt },
    select: { id: true },
  });
  const bankAccountId = await createBankAccount(tx, deps, tenantId, bankAccount);
  const payoutGroupId = deps.newId("payoutGroup");
  await tx.payoutGroup.create({
    data: {
      id: payoutGroupId,
      tenantId,
      merchantId: tenantId,
      name: input.tradeName,
      bankAccountId,
      createdAt,
    },
    select: { id: true },
  });
  await tx.contract.create({
    data: {
      ...STANDARD_TERMS,
      id: deps.newId("contract"),
      tenantId,
      merchantId: tenantId,
      version: 1,
      validFromOn: jstDay(deps.now),
      createdAt,
    },
    select: { id: true },
  });
  const rows = stores.map((store) => ({ ...store, id: deps.newId("store") }));
  await tx.store.createMany({
    data: rows.map((row) => ({
      ...row,
      tenantId,
      merchantId: tenantId,
      payoutGroupId,
      state: "active",
      createdAt,
    })),
  });
  const text = searchTextOf({
    ...input,
    address: addressOf(input),
    stores: rows.map((row) => ({ ...row, address: addressOf(row) })),
  });
  await tx.merchantSearch.create({
    data: { merchantId: tenantId, tenantId, ...text },
    select: { merchantId: true },
  });
  const storeIds = rows.map((row) => row.id);
  await announce(tx, deps, { tenantId, tradeName: input.tradeName, storeIds });
  return { merchantId: tenantId, payoutGroupId, bankAccountId, storeIds };
}

async function announce(
  tx: Tx,
  deps: CreateDeps,
  created: { tenantId: string; tradeName: string; storeIds: readonly string[] },
): Promise<void> {
  const { tenantId, tradeName, storeIds } = created;
  await recordAudit(tx, deps, {
    action: "merchant.create",
    subjectId: tenantId,
    tenantId,
    after: { tradeName, state: "active", storeIds },
  });
  await emitEvent(tx, deps, {
    type: "merchant.approved",
    tenantId,
    subjectId: tenantId,
    payload: { merchantId: tenantId },
  });
}
