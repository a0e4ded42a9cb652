import { addDays, instant, jstDay, jstDayStartMs, toDay } from "@/server/kernel/calendar";
import { mintScope } from "@/server/kernel/scope";
import { bookEntries } from "@/server/ledger/commands";
import { accounts, type EntryKind, type NewPosting } from "@/server/ledger/rules";
import { createMerchant, type NewMerchant } from "@/server/merchants/commands";
import { sqlOfTx } from "@/server/platform/db";
import { type Deps, depsFor } from "@/server/platform/deps";

export const DAY = toDay("2026-11-24");
export const NOON = jstDayStartMs(DAY) + 12 * 3_600_000;
export const AFTER = jstDayStartMs(addDays(DAY, 1)) + 3_600_000;
export const finance = (id: string, now: number) =>
  depsFor(
    mintScope({ kind: "operator", personId: id, role: "finance" }),
    { kind: "person", id },
    "req_test",
    now,
  );
export const at = (now: number) =>
  depsFor(mintScope({ kind: "system", name: "jobs" }), { kind: "system", id: "test" }, "req_test", now);

const groups: { tenantId: string; groupId: string; storeId: string }[] = [];

/** Three shops with a store and an account each, made as an approval makes them. */
export async function openShops(): Promise<void> {
  const maker = finance("per_maker", jstDayStartMs(toDay("2026-11-01")));
  groups.length = 0;
  for (const number of [1, 2, 3]) {
    const made = await maker.transact((tx) => createMerchant(tx, maker, shopOf(number)));
    groups.push({ tenantId: made.merchantId, groupId: made.payoutGroupId, storeId: made.storeIds[0] ?? "" });
  }
}

/** What an approval knows of the n-th shop. */
export function shopOf(number: number): NewMerchant {
  const place = {
    mcc: "5411",
    phone: "0312345678",
    postalCode: "1500002",
    prefectureCode: "13",
    prefecture: "東京都",
    city: "渋谷区",
    addressLine: `渋谷1-2-${number}`,
  };
  return {
    ...place,
    tenantId: `mer_settle_${number}`,
    legalName: `株式会社さくら${number}`,
    legalNameKana: "カブシキガイシャサクラ",
    tradeName: `さくら${number}`,
    entityType: "company",
    corporateNumber: null,
    invoiceRegistrationNumber: null,
    contactEmail: `owner${number}@example.jp`,
    bankAccount: {
      bankCode: "0001",
      branchCode: "210",
      accountType: "ordinary",
      accountNumber: `765432${number}`,
      holderKana: "ｶ)ｻｸﾗ",
    },
    stores: [
      {
        ...place,
        name: `さくら${number} 渋谷店`,
        nameKana: "サクラ シブヤテン",
        nameLatin: "SAKURA SHIBUYA",
        cityLatin: "SHIBUYA",
        municipalityCode: "13113",
        openingHours: "",
      },
    ],
  };
}

type Sale = { readonly group: number; readonly amountMinor: bigint };

/** A sale as ingest leaves it: the payment's row and its entry. */
export async function sell(deps: Deps, { group, amountMinor }: Sale): Promise<string> {
  const { tenantId, groupId, storeId } = groupOf(group);
  const id = `pay_${deps.newPaymentNumber()}`;
  await deps.transact(async (tx) => {
    await tx.payment.create({
      data: {
        id,
        tenantId,
        storeId,
        payoutGroupId: groupId,
        codeId: "CODE",
        walletId: "NOREN_JP",
        origin: "push",
        state: "succeeded",
        amountMinor,
        createdAt: instant(deps.now),
        paidAt: instant(deps.now),
      },
    });
  });
  const payable = accounts.merchantPayable(tenantId, groupId);
  await book(deps, "payment", id, tenantId, [
    { from: payable, to: accounts.networkReceivable("NOREN_JP"), amountMinor, currency: "JPY" },
  ]);
  return id;
}

export async function refund(
  deps: Deps,
  { group, amountMinor, paymentId }: Sale & { paymentId: string },
): Promise<void> {
  const { tenantId, groupId, storeId } = groupOf(group);
  const id = deps.newId("refund");
  await deps.transact(async (tx) => {
    await tx.refund.create({
      data: {
        id,
        tenantId,
        paymentId,
        storeId,
        payoutGroupId: groupId,
        walletId: "NOREN_JP",
        amountMinor,
        state: "done",
        requestId: id,
        requestHash: "",
        reason: "",
        requestedBy: "per_1",
        requestedAt: instant(deps.now),
      },
    });
  });
  await book(deps, "refund_opened", id, tenantId, [
    {
      from: accounts.merchantReserve(tenantId, groupId),
      to: accounts.merchantPayable(tenantId, groupId),
      amountMinor,
      currency: "JPY",
    },
  ]);
}

async function book(
  deps: Deps,
  kind: EntryKind,
  reference: string,
  tenantId: string,
  postings: NewPosting[],
) {
  const entry = {
    id: deps.newId("entry"),
    key: `${kind}:${reference}`,
    kind,
    reference,
    tenantId,
    businessDayOn: jstDay(deps.now),
    occurredAtMs: deps.now,
    bookedAtMs: deps.now,
    postings,
  };
  await deps.transact((tx) => bookEntries(sqlOfTx(tx), [entry]));
}

function groupOf(index: number) {
  const group = groups[index];
  if (!group) throw new Error("no such group");
  return group;
}

/** The owner of a merchant. */
export const ownerScope = (tenantId: string) =>
  mintScope({ kind: "merchant", tenantId, storeIds: "all", personId: "per_o", role: "owner" });

export const merchantScope = (index: number) => ownerScope(groupOf(index).tenantId);

/** The owner of a merchant, acting at an instant. */
export const owner = (tenantId: string, now: number) =>
  depsFor(ownerScope(tenantId), { kind: "person", id: "per_o" }, "req_test", now);
