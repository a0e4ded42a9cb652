import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AFTER, at, DAY, finance, merchantScope, NOON, openShops, sell } from "@/bench/settlement-bed";
import { addDays, jstDayStartMs } from "@/server/kernel/calendar";
import { mintScope } from "@/server/kernel/scope";
import { createBankAccount } from "@/server/merchants/bank-accounts/commands";
import { holdForDisputes } from "@/server/merchants/contracts/commands";
import { resumeMerchant, suspendMerchant, terminateMerchant } from "@/server/merchants/standing/commands";
import { prismaFor, read } from "@/server/platform/db";
import { depsFor } from "@/server/platform/deps";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { prepareBankFiles } from "../bank-file/commands";
import { runSettlement } from "../run/commands";
import { listStatements } from "../statement/queries";
import { reviewHoldsNow } from "./commands";

const DAY_MS = 24 * 3_600_000;
const risk = (now: number) =>
  depsFor(
    mintScope({ kind: "operator", personId: "per_risk", role: "risk" }),
    { kind: "person", id: "per_risk" },
    "req_test",
    now,
  );
const merchantOf = (group: number) => merchantScope(group).tenantId;
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await openShops();
});
afterAll(() => database.drop());

const payoutsOf = (group: number) =>
  prismaFor("jobs").payout.findMany({
    where: { tenantId: merchantOf(group) },
    orderBy: { id: "asc" },
    select: { state: true, heldReason: true, bankAccountId: true, payOn: true, amountMinor: true },
  });

async function lastStatement(group: number) {
  const scope = merchantScope(group);
  const { statements } = await read(scope, (tx) => listStatements(tx, scope, { limit: 1 }));
  return statements[0];
}

async function changeAccount(group: number, heldUntilMs: number): Promise<string> {
  const deps = finance("per_other", NOON);
  return deps.transact(async (tx) => {
    const id = await createBankAccount(tx, deps, merchantOf(group), {
      bankCode: "0001",
      branchCode: "210",
      accountType: "ordinary",
      accountNumber: "1112223",
      holderKana: "ｶ)ｻｸﾗ",
    });
    await tx.payoutGroup.updateMany({
      where: { tenantId: merchantOf(group) },
      data: { bankAccountId: id, payoutsHeldUntil: new Date(heldUntilMs) },
    });
    return id;
  });
}

describe("payouts that have to wait", () => {
  it("a payout to a changed account waits for its time, is in no file before it, and goes to the new account after", async () => {
    await sell(at(NOON), { group: 0, amountMinor: 10_000n });
    await sell(at(NOON), { group: 1, amountMinor: 10_000n });
    const { runId } = await runSettlement(finance("per_maker", AFTER), { throughOn: DAY });
    const accountId = await changeAccount(0, AFTER + 3 * DAY_MS);
    // Drafted before anybody has looked at holds: the draft looks itself.
    expect(await prepareBankFiles(finance("per_maker", AFTER), { runId })).toEqual({ files: 1 });
    expect(await payoutsOf(0)).toMatchObject([{ state: "held", heldReason: "bank_account_changed" }]);
    expect(await payoutsOf(1)).toMatchObject([{ state: "in_file", heldReason: null }]);
    await reviewHoldsNow(at(AFTER + 3 * DAY_MS - 1));
    expect(await payoutsOf(0)).toMatchObject([{ state: "held" }]);
    await reviewHoldsNow(at(AFTER + 3 * DAY_MS));
    const [released] = await payoutsOf(0);
    expect(released).toMatchObject({ state: "planned", heldReason: null, bankAccountId: accountId });
    // 28 November 2026 was reached: a Saturday, so the next day that a file can be sent for is Monday.
    expect(released?.payOn).toBe("2026-11-30");
    expect(await prepareBankFiles(finance("per_maker", AFTER + 3 * DAY_MS), { runId })).toEqual({ files: 1 });
  });

  it("looked at again nothing changes, and each move is audited once", async () => {
    const count = () => prismaFor("jobs").auditEvent.count({ where: { action: { startsWith: "payout." } } });
    const before = await count();
    expect(before).toBe(2);
    await Promise.all([1, 2, 3].map(() => reviewHoldsNow(at(AFTER + 3 * DAY_MS))));
    expect(await count()).toBe(before);
  });

  it("those of a suspended merchant wait until it is resumed, also when they were planned before", async () => {
    const now = jstDayStartMs(addDays(DAY, 1)) + 12 * 3_600_000;
    await sell(at(now), { group: 2, amountMinor: 5_000n });
    await runSettlement(finance("per_maker", now + DAY_MS), { throughOn: addDays(DAY, 1) });
    expect(await payoutsOf(2)).toMatchObject([{ state: "planned" }]);
    await suspendMerchant(risk(now + DAY_MS), { merchantId: merchantOf(2), reason: "調査中" });
    await reviewHoldsNow(at(now + DAY_MS));
    expect(await payoutsOf(2)).toMatchObject([{ state: "held", heldReason: "merchant_not_active" }]);
    await resumeMerchant(risk(now + DAY_MS), { merchantId: merchantOf(2) });
    await reviewHoldsNow(at(now + DAY_MS));
    expect(await payoutsOf(2)).toMatchObject([{ state: "planned", heldReason: null }]);
  });

  it("those of a shop with an open dispute wait where the contract says so, and go on when it is over", async () => {
    const now = jstDayStartMs(addDays(DAY, 2)) + 12 * 3_600_000;
    const jobs = prismaFor("jobs");
    const [payout] = await jobs.payout.findMany({
      where: { tenantId: merchantOf(2) },
      select: { payoutGroupId: true },
    });
    await jobs.dispute.create({
      data: {
        id: "dsp_hold",
        tenantId: merchantOf(2),
        networkDisputeId: "D1",
        paymentId: "pay_1",
        storeId: "sto_1",
        payoutGroupId: payout?.payoutGroupId ?? "",
        walletId: "NOREN_JP",
        stage: "retrieval",
        state: "opened",
        reasonCode: "OTHER",
        amountMinor: 100n,
        openedAt: new Date(now),
        dueAt: new Date(now + DAY_MS),
      },
    });
    await reviewHoldsNow(at(now));
    expect(await payoutsOf(2)).toMatchObject([{ state: "planned" }]);
    const contract = (holds: boolean) =>
      holdForDisputes(risk(now), { merchantId: merchantOf(2), holds, reason: "反復する異議" });
    await contract(true);
    await reviewHoldsNow(at(now));
    expect(await payoutsOf(2)).toMatchObject([{ state: "held", heldReason: "dispute_open" }]);
    await jobs.dispute.update({
      where: { id: "dsp_hold" },
      data: { state: "won", settledAt: new Date(now) },
    });
    await reviewHoldsNow(at(now));
    expect(await payoutsOf(2)).toMatchObject([{ state: "planned", heldReason: null }]);
    await contract(false);
  });
});

describe("what a contract says of disputes", () => {
  it("changes from that day on by a version of its own, and versions that are still to come say it too", async () => {
    const group = 1;
    const merchantId = merchantOf(group);
    const today = addDays(DAY, 2);
    const later = addDays(DAY, 20);
    const contracts = prismaFor("operator").contract;
    const [first] = await contracts.findMany({ where: { merchantId } });
    if (!first) throw new Error("no contract");
    await contracts.update({ where: { id: first.id }, data: { validThroughOn: addDays(later, -1) } });
    const cheaper = { id: "con_later", version: 2, validFromOn: later, feeBasisPoints: 100 };
    await contracts.create({ data: { ...first, ...cheaper, validThroughOn: null } });
    const decide = (holds: boolean) =>
      holdForDisputes(risk(jstDayStartMs(today) + DAY_MS / 2), { merchantId, holds, reason: "反復する異議" });
    const versions = async () =>
      (await contracts.findMany({ where: { merchantId }, orderBy: { version: "asc" } })).map((one) => [
        one.version,
        one.validFromOn,
        one.validThroughOn,
        one.feeBasisPoints,
        one.holdsForDisputes,
      ]);
    const fee = first.feeBasisPoints;
    await decide(false);
    expect(await versions()).toHaveLength(2);
    await decide(true);
    const held = [1, first.validFromOn, addDays(today, -1), fee, false];
    const said = (holds: boolean) => [
      held,
      [2, today, addDays(later, -1), fee, holds],
      [3, later, null, 100, holds],
    ];
    expect(await versions()).toEqual(said(true));
    // The version that began today has not held for a day yet.
    await decide(false);
    expect(await versions()).toEqual(said(false));
  });
});

describe("the final statement", () => {
  const day = addDays(DAY, 2);
  const noon = jstDayStartMs(day) + 12 * 3_600_000;

  it("pays the rest out although the contract closes by the month and has a minimum", async () => {
    await prismaFor("operator").contract.updateMany({
      where: { merchantId: merchantOf(0) },
      data: { cycle: "monthly", minimumPayoutMinor: 100_000n },
    });
    await sell(at(noon), { group: 0, amountMinor: 1_000n });
    await terminateMerchant(risk(noon), { merchantId: merchantOf(0), reason: "解約", balance: "pay_out" });
    await terminateMerchant(risk(noon), { merchantId: merchantOf(1), reason: "違反", balance: "withhold" });
    await sell(at(noon), { group: 1, amountMinor: 2_000n });
    await runSettlement(finance("per_maker", noon + DAY_MS), { throughOn: day });
    expect(await lastStatement(0)).toMatchObject({
      isFinal: true,
      salesMinor: 1_000n,
      payoutMinor: 980n,
      carriedReason: null,
    });
    // Its account was changed three days ago less an hour, so that this one waits like any other.
    expect((await payoutsOf(0)).at(-1)).toMatchObject({
      amountMinor: 980n,
      heldReason: "bank_account_changed",
    });
  });

  it("of a merchant whose balance is withheld makes a payout that waits and says why", async () => {
    expect(await lastStatement(1)).toMatchObject({ isFinal: true });
    expect((await payoutsOf(1)).at(-1)).toMatchObject({ state: "held", heldReason: "balance_withheld" });
  });

  it("comes once, also when nothing is due, and says so; what is booked later is settled once more", async () => {
    const next = addDays(day, 1);
    await terminateMerchant(risk(noon + DAY_MS), {
      merchantId: merchantOf(2),
      reason: "閉店",
      balance: "pay_out",
    });
    await runSettlement(finance("per_maker", noon + 2 * DAY_MS), { throughOn: next });
    expect(await lastStatement(2)).toMatchObject({
      isFinal: true,
      throughOn: next,
      payoutMinor: 0n,
      carriedMinor: 0n,
      carriedReason: "nothing_due",
    });
    const again = await runSettlement(finance("per_maker", noon + 3 * DAY_MS), {
      throughOn: addDays(next, 1),
    });
    expect(again.statements).toBe(0);
    await sell(at(noon + 3 * DAY_MS), { group: 2, amountMinor: 300n });
    const late = await runSettlement(finance("per_maker", noon + 4 * DAY_MS), {
      throughOn: addDays(next, 2),
    });
    expect(late.statements).toBe(1);
    expect(await lastStatement(2)).toMatchObject({ isFinal: true, salesMinor: 300n });
  });
});
