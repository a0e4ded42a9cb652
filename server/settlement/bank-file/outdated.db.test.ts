import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { at, DAY, finance, merchantScope, NOON, openShops, sell } from "@/bench/settlement-bed";
import { addDays, jstDayStartMs, toDay } from "@/server/kernel/calendar";
import { mintScope } from "@/server/kernel/scope";
import { createBankAccount } from "@/server/merchants/bank-accounts/commands";
import { resumeMerchant, suspendMerchant } from "@/server/merchants/standing/commands";
import { withClient } from "@/server/platform/database-roles";
import { prismaFor, read } from "@/server/platform/db";
import { depsFor } from "@/server/platform/deps";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { listRunChecks } from "../run/checks/queries";
import { runSettlement } from "../run/commands";
import { issueBankFile, prepareBankFiles, releaseBankFile, withdrawBankFile } from "./commands";

const DAY_MS = 24 * 3_600_000;
const risk = (now: number) =>
  depsFor(
    mintScope({ kind: "operator", personId: "per_risk", role: "risk" }),
    { kind: "person", id: "per_risk" },
    "req_test",
    now,
  );
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await openShops();
});
afterAll(() => database.drop());

const tenantId = () => merchantScope(0).tenantId;
const payouts = () =>
  prismaFor("jobs").payout.findMany({
    where: { tenantId: tenantId() },
    orderBy: { id: "asc" },
    select: { state: true, heldReason: true },
  });

async function changeAccount(heldUntilMs: number): Promise<void> {
  const deps = finance("per_other", NOON);
  await deps.transact(async (tx) => {
    const bankAccountId = await createBankAccount(tx, deps, tenantId(), {
      bankCode: "0001",
      branchCode: "210",
      accountType: "ordinary",
      accountNumber: "1112223",
      holderKana: "ｶ)ｻｸﾗ",
    });
    await tx.payoutGroup.updateMany({
      where: { tenantId: tenantId() },
      data: { bankAccountId, payoutsHeldUntil: new Date(heldUntilMs) },
    });
  });
}

describe("a file that was drafted before", () => {
  const maker = finance("per_maker", NOON + DAY_MS);
  const checker = finance("per_checker", NOON + DAY_MS);

  /** What the desk of a run shows first. */
  const checks = ({ scope, now }: typeof maker, runId: string) =>
    read(scope, (tx) => listRunChecks(tx, scope, { runId, nowMs: now }));

  /** A payout in a draft of its own. */
  async function drafted(onDay: number): Promise<{ runId: string; bankFileId: string }> {
    await sell(at(NOON + onDay * DAY_MS), { group: 0, amountMinor: 7_000n });
    const { runId } = await runSettlement(finance("per_maker", NOON + (onDay + 1) * DAY_MS), {
      throughOn: addDays(DAY, onDay),
    });
    await prepareBankFiles(maker, { runId });
    const file = await prismaFor("operator").bankFile.findFirstOrThrow({ where: { runId, state: "draft" } });
    return { runId, bankFileId: file.id };
  }

  it("is not released once an account in it has changed, and the next one leaves that payout out", async () => {
    const { runId, bankFileId } = await drafted(0);
    await changeAccount(NOON + 4 * DAY_MS);
    const refused = releaseBankFile(checker, { bankFileId });
    await expect(refused).rejects.toMatchObject({ code: "bank_file_outdated", params: { count: 1 } });
    await withdrawBankFile(maker, { bankFileId, reason: "口座変更" });
    await prepareBankFiles(maker, { runId });
    expect((await payouts()).at(-1)).toMatchObject({
      state: "held",
      heldReason: "bank_account_changed",
    });
  });

  it("is not handed out either when that happens after its release", async () => {
    await prismaFor("operator").payoutGroup.updateMany({
      where: { tenantId: tenantId() },
      data: { payoutsHeldUntil: null },
    });
    const { bankFileId } = await drafted(1);
    await releaseBankFile(checker, { bankFileId });
    await suspendMerchant(risk(NOON + DAY_MS), { merchantId: tenantId(), reason: "調査中" });
    await expect(issueBankFile(maker, { bankFileId })).rejects.toMatchObject({ code: "bank_file_outdated" });
    await resumeMerchant(risk(NOON + DAY_MS), { merchantId: tenantId() });
    const first = await issueBankFile(maker, { bankFileId });
    // What the bank may already have is the same for ever, whatever changes afterwards.
    await suspendMerchant(risk(NOON + DAY_MS), { merchantId: tenantId(), reason: "調査中" });
    expect((await issueBankFile(maker, { bankFileId })).sha256).toBe(first.sha256);
  });

  it("is refused when its day can no longer be kept, and its payouts go on the next that can (G12)", async () => {
    await resumeMerchant(risk(NOON + DAY_MS), { merchantId: tenantId() });
    const { runId, bankFileId } = await drafted(2);
    const file = await prismaFor("operator").bankFile.findUniqueOrThrow({ where: { id: bankFileId } });
    expect(file.payOn).toBe("2026-11-30");
    // For a Monday the bank wants its file on Friday.
    const saturday = finance("per_checker", jstDayStartMs(toDay("2026-11-28")) + 3_600_000);
    await expect(releaseBankFile(saturday, { bankFileId })).rejects.toMatchObject({
      code: "bank_file_late",
      params: { day: "2026-11-30", by: "2026-11-27" },
    });
    const { deadlines } = await checks(saturday, runId);
    expect(deadlines).toMatchObject([{ payOn: "2026-11-30", by: "2026-11-27", when: "late", count: 1 }]);
    await withdrawBankFile(saturday, { bankFileId, reason: "期限を過ぎた" });
    await prepareBankFiles(saturday, { runId });
    const [withdrawn, again] = await prismaFor("operator").bankFile.findMany({
      where: { runId },
      orderBy: { sequence: "asc" },
    });
    expect(withdrawn).toMatchObject({
      state: "withdrawn",
      withdrawnBy: "per_checker",
      withdrawnReason: "期限を過ぎた",
    });
    expect(again).toMatchObject({ state: "draft", payOn: "2026-12-01", totalMinor: withdrawn?.totalMinor });
    const payout = await prismaFor("jobs").payout.findFirstOrThrow({
      where: { bankFileId: again?.id ?? "" },
    });
    expect(payout.payOn).toBe("2026-12-01");
  });

  it("leaves out a payout to a branch that the directory no longer has, which waits and says so", async () => {
    const branch = { bankCode: "0001", code: "210" };
    const mark = (goneOn: string | null) =>
      withClient(database.urls.superuser, (client) =>
        client.query("UPDATE bank_branch SET gone_on = $3 WHERE bank_code = $1 AND code = $2", [
          branch.bankCode,
          branch.code,
          goneOn,
        ]),
      );
    await mark("2026-11-01");
    await sell(at(NOON + 3 * DAY_MS), { group: 0, amountMinor: 7_000n });
    const { runId } = await runSettlement(finance("per_maker", NOON + 4 * DAY_MS), {
      throughOn: addDays(DAY, 3),
    });
    expect(await prepareBankFiles(maker, { runId })).toEqual({ files: 0 });
    expect((await payouts()).at(-1)).toMatchObject({ state: "held", heldReason: "branch_gone" });
    expect(await checks(maker, runId)).toMatchObject({
      deadlines: [],
      kinds: [{ kind: "held", count: 1, named: [{ merchantName: "さくら1", reason: "branch_gone" }] }],
    });
    await mark(null);
    expect(await prepareBankFiles(maker, { runId })).toEqual({ files: 1 });
  });
});
