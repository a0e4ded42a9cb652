import { afterAll, beforeAll, expect, it } from "vitest";
import { AFTER, at, DAY, finance, merchantScope, NOON, openShops, sell } from "@/bench/settlement-bed";
import { addDays, jstDayStartMs, toDay } from "@/server/kernel/calendar";
import { balanceOf } from "@/server/ledger/queries";
import { accounts } from "@/server/ledger/rules";
import { createBankAccount } from "@/server/merchants/bank-accounts/commands";
import { withClient } from "@/server/platform/database-roles";
import { poolFor, prismaFor, read, sqlOfClient, transactSql } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { issueBankFile, prepareBankFiles, releaseBankFile } from "../bank-file/commands";
import { checkBooks } from "../proof/queries";
import { getRun } from "../queries";
import { runSettlement } from "../run/commands";
import { getStatement, listStatements } from "../statement/queries";
import { importBankResults } from "./commands";

const PAY_DAY = jstDayStartMs(toDay("2026-11-26")) + 3_600_000;
const maker = finance("per_maker", AFTER);
const checker = finance("per_checker", PAY_DAY);
let database: TestDatabase;
let runId: string;
let bankFileId: string;

beforeAll(async () => {
  database = await testDatabase();
  await openShops();
  for (const group of [0, 1, 2]) await sell(at(NOON), { group, amountMinor: 10_000n });
  ({ runId } = await runSettlement(maker, { throughOn: DAY }));
  await prepareBankFiles(maker, { runId });
  const run = await read(maker.scope, (tx) => getRun(tx, maker.scope, { runId, nowMs: maker.now }));
  bankFileId = run.files[0]?.id ?? "";
});
afterAll(() => database.drop());

const csv = (lines: readonly string[]) =>
  Buffer.from(["番号,金額,結果", ...lines].join("\n")).toString("base64");
const importRows = (lines: readonly string[], deps = checker) =>
  importBankResults(deps, { bankFileId, content: csv(lines) });
const balance = (account: Parameters<typeof balanceOf>[1]) =>
  balanceOf(sqlOfClient(poolFor("jobs")), account);

/** The payouts in the order of the file, with the group of the bed that each belongs to. */
async function carried() {
  const rows = await prismaFor("jobs").bankFileRow.findMany({ orderBy: { seq: "asc" } });
  return Promise.all(
    rows.map(async (row) => {
      const payout = await prismaFor("jobs").payout.findUniqueOrThrow({ where: { id: row.payoutId } });
      const group = [0, 1, 2].findIndex((one) => merchantScope(one).tenantId === payout.tenantId);
      return { ...payout, seq: row.seq, group };
    }),
  );
}

it("nothing is imported before the file is with the bank and its date has come", async () => {
  await expect(importRows(["1,9782,済"])).rejects.toThrow("bank_file_state");
  await releaseBankFile(finance("per_checker", AFTER), { bankFileId });
  await issueBankFile(maker, { bankFileId });
  await expect(importRows(["1,9782,済"], maker)).rejects.toThrow("transfer_not_due");
});

it("one row that does not fit refuses all of them, and says which", async () => {
  const result = await importRows(["1,9783,済", "2,9783,済", "3,1,済", "4,9783,済"]);
  expect(result).toEqual({
    ok: false,
    problems: [
      { row: 3, code: "amount" },
      { row: 4, code: "not_in_file" },
    ],
  });
  expect((await carried()).map(({ state }) => state)).toEqual(["sent", "sent", "sent"]);
});

it("what was done is paid, what came back is owed again, and the clearing account holds what has no result", async () => {
  const result = await importRows(["1,9783,済", "2,9783,口座解約"]);
  expect(result).toEqual({ ok: true, counts: { done: 1, returned: 1, known: 0, waiting: 1 } });
  const [paid, returned, sent] = await carried();
  expect([paid?.state, returned?.state, sent?.state]).toEqual(["paid", "returned", "sent"]);
  expect(returned?.failureReason).toBe("account_closed");
  expect(await balance("acquirer:payouts_in_transit")).toBe(-9_783n);
  expect(await balance("acquirer:bank")).toBe(-9_783n);
  if (!returned) throw new Error("none came back");
  const payable = accounts.merchantPayable(returned.tenantId, returned.payoutGroupId);
  expect(await balance(payable)).toBe(-9_783n);
});

it("what is in transit is proven payout by payout: one that is said to be paid, lost or doubled is named", async () => {
  const problems = async () => (await transactSql("jobs", checkBooks)).problems;
  const [paid, , sent] = await carried();
  expect(await problems()).toEqual([]);
  const planted = async (id: string | undefined, set: string, back: string) => {
    const change = (to: string) =>
      withClient(database.urls.superuser, (client) =>
        client.query(`UPDATE payout SET ${to} WHERE id = $1`, [id]),
      );
    await change(set);
    const found = await problems();
    await change(back);
    return found.map(({ problem, subject, detail }) => [problem, subject, detail]);
  };
  expect(await planted(sent?.id, "state = 'paid'", "state = 'sent'")).toEqual([
    ["transit_differs", sent?.id, "9783 JPY"],
  ]);
  expect(await planted(paid?.id, "state = 'sent'", "state = 'paid'")).toEqual([
    ["transit_differs", paid?.id, "-9783 JPY"],
  ]);
  expect(await planted(sent?.id, "amount_minor = 9784", "amount_minor = 9783")).toEqual([
    ["transit_differs", sent?.id, "-1 JPY"],
  ]);
  expect(await problems()).toEqual([]);
});

it("the same results again change nothing; the last ones close the file and the clearing account is at zero", async () => {
  const rows = ["1,9783,済", "2,9783,口座解約"];
  expect(await importRows(rows)).toEqual({
    ok: true,
    counts: { done: 0, returned: 0, known: 2, waiting: 1 },
  });
  expect(await importRows([...rows, "3,9783,済"])).toMatchObject({
    counts: { done: 1, known: 2, waiting: 0 },
  });
  const file = await prismaFor("jobs").bankFile.findUniqueOrThrow({ where: { id: bankFileId } });
  expect(file.state).toBe("accepted");
  expect(await balance("acquirer:payouts_in_transit")).toBe(0n);
});

it("a transfer that the bank gives back after it called it done is booked through the bank and back", async () => {
  expect(await importRows(["3,9783,名義相違"])).toMatchObject({
    counts: { returned: 1, waiting: 0 },
  });
  expect(await balance("acquirer:bank")).toBe(-9_783n);
  expect(await balance("acquirer:payouts_in_transit")).toBe(0n);
});

it("the money is in the next statement as a new payout, which waits until the refused account has changed", async () => {
  const next = addDays(toDay("2026-11-26"), 0);
  const later = jstDayStartMs(addDays(next, 1)) + 3_600_000;
  await runSettlement(finance("per_maker", later), { throughOn: next });
  const returned = (await carried())[1];
  const group = returned?.group ?? 0;
  const scope = merchantScope(group);
  const { statements } = await read(scope, (tx) => listStatements(tx, scope, { limit: 1 }));
  expect(statements[0]).toMatchObject({
    returnedPayoutsMinor: 9_783n,
    payoutMinor: 9_783n,
    payout: { state: "held", heldReason: "account_refused" },
  });
  const deps = finance("per_other", later);
  await deps.transact(async (tx) => {
    const id = await createBankAccount(tx, deps, scope.tenantId, {
      bankCode: "0001",
      branchCode: "210",
      accountType: "ordinary",
      accountNumber: "1112223",
      holderKana: "ｶ)ｻｸﾗ",
    });
    await tx.payoutGroup.updateMany({ where: { tenantId: scope.tenantId }, data: { bankAccountId: id } });
  });
  const run = await prismaFor("jobs").settlementRun.findFirstOrThrow({ orderBy: { throughOn: "desc" } });
  expect(await prepareBankFiles(finance("per_maker", later), { runId: run.id })).toEqual({ files: 1 });
  const statement = await read(scope, (tx) =>
    getStatement(tx, scope, { statementId: statements[0]?.id ?? "" }),
  );
  expect(statement.payout?.state).toBe("in_file");
});

it("merchants are told of what arrived and what came back", async () => {
  const events = await prismaFor("jobs").outboxEvent.findMany({ where: { type: { startsWith: "payout." } } });
  const count = (type: string) => events.filter((event) => event.type === type).length;
  expect([count("payout.paid"), count("payout.returned")]).toEqual([2, 2]);
});
