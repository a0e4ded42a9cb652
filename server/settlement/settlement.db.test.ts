import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  AFTER,
  at,
  DAY,
  finance,
  merchantScope,
  NOON,
  openShops,
  refund,
  sell,
} from "@/bench/settlement-bed";
import { addDays, jstDayStartMs, toDay } from "@/server/kernel/calendar";
import { withClient } from "@/server/platform/database-roles";
import { prismaFor, read, transact, transactSql } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import {
  confirmBankFile,
  issueBankFile,
  issueRunFiles,
  prepareBankFiles,
  releaseBankFile,
  withdrawBankFile,
} from "./bank-file/commands";
import { parseZengin } from "./bank-file/document";
import { inspectZengin } from "./bank-file/rules";
import { getRun } from "./queries";
import { remainderOf } from "./rules";
import { runSettlement } from "./run/commands";
import { getStatement, listStatements } from "./statement/queries";

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await openShops();
});
afterAll(() => database.drop());

describe("a settlement run", () => {
  let runId: string;

  it("refuses a day that is not over", async () => {
    await expect(runSettlement(finance("per_maker", NOON), { throughOn: DAY })).rejects.toThrow(
      "period_open",
    );
  });

  it("closes every group with its figures to the yen, and what is too late waits for the next", async () => {
    const now = at(NOON);
    const first = await sell(now, { group: 0, amountMinor: 400_000n });
    await sell(now, { group: 0, amountMinor: 21_900n });
    await refund(now, { group: 0, amountMinor: 1_780n, paymentId: first });
    await sell(now, { group: 1, amountMinor: 1_000n });
    await sell(at(AFTER), { group: 1, amountMinor: 9_000n });
    const result = await runSettlement(finance("per_maker", AFTER), { throughOn: DAY });
    runId = result.runId;
    expect(result).toMatchObject({
      statements: 2,
      repeated: false,
      payoutTotalMinor: 410_971n + 1_000n - 19n - 1n,
    });
    const { statements } = await read(merchantScope(0), (tx) =>
      listStatements(tx, merchantScope(0), { limit: 10 }),
    );
    expect(statements).toHaveLength(1);
    expect(statements[0]).toMatchObject({
      salesMinor: 421_900n,
      refundsMinor: 1_780n,
      payoutMinor: 410_971n,
      payOn: "2026-11-26",
    });
    expect(statements.map(remainderOf)).toEqual([0n]);
  });

  it("run again, or twice at once, pays nobody twice (G11)", async () => {
    const results = await Promise.all(
      ["per_maker", "per_other"].map((id) => runSettlement(finance(id, AFTER), { throughOn: DAY })),
    );
    expect(results.map((result) => [result.runId, result.repeated])).toEqual([
      [runId, true],
      [runId, true],
    ]);
    const payouts = await prismaFor("jobs").payout.count({ where: { runId } });
    expect(payouts).toBe(2);
  });

  it("every line of a statement names what it sums, and the lines sum to the figures", async () => {
    const scope = merchantScope(0);
    const { statements } = await read(scope, (tx) => listStatements(tx, scope, { limit: 1 }));
    const statement = await read(scope, (tx) =>
      getStatement(tx, scope, { statementId: statements[0]?.id ?? "" }),
    );
    const sum = (kind: string) =>
      statement.lines
        .filter((line) => line.kind === kind)
        .reduce((total, line) => total + line.amountMinor, 0n);
    expect([sum("sales"), sum("refunds")]).toEqual([421_900n, -1_780n]);
    expect(statement.remainderMinor).toBe(0n);
    expect(statement.lines.every((line) => line.storeName === "さくら1 渋谷店")).toBe(true);
  });

  it("what is owed after the close is exactly what was carried", async () => {
    const owed = await transactSql("jobs", (sql) =>
      sql<{ account: string; balance: bigint }>(
        `SELECT account, sum(amount)::bigint AS balance FROM (
           SELECT from_account AS account, amount_minor AS amount FROM ledger_posting
           UNION ALL SELECT to_account, -amount_minor FROM ledger_posting) moved
         WHERE account LIKE 'merchant:%:payable:%' GROUP BY account ORDER BY account`,
      ),
    );
    expect(owed.map((row) => row.balance)).toEqual([0n, 9_000n]);
  });

  it("invoice numbers have no gap", async () => {
    const rows = await prismaFor("jobs").statement.findMany({
      select: { invoiceNumber: true },
      orderBy: { invoiceNumber: "asc" },
    });
    expect(rows.map((row) => row.invoiceNumber)).toEqual([1n, 2n]);
  });

  it("another merchant's statement does not exist (G16)", async () => {
    const { statements } = await read(merchantScope(0), (tx) =>
      listStatements(tx, merchantScope(0), { limit: 1 }),
    );
    const stranger = merchantScope(1);
    const looked = read(stranger, (tx) =>
      getStatement(tx, stranger, { statementId: statements[0]?.id ?? "" }),
    );
    await expect(looked).rejects.toThrow("not_found");
  });

  it("a refund of an earlier statement gives its fee and tax back in the next, and debt is carried (G14)", async () => {
    const next = addDays(DAY, 1);
    const now = at(jstDayStartMs(next) + 12 * 3_600_000);
    const sale = await prismaFor("jobs").payment.findFirstOrThrow({
      where: { amountMinor: 400_000n },
      select: { id: true },
    });
    await refund(now, { group: 0, amountMinor: 398_220n, paymentId: sale.id });
    const after = finance("per_maker", jstDayStartMs(addDays(next, 1)) + 1_000);
    await runSettlement(after, { throughOn: next });
    const scope = merchantScope(0);
    const { statements } = await read(scope, (tx) => listStatements(tx, scope, { limit: 1 }));
    // Fee on 420,120 was 8,318; on the 21,900 that are left it is 433: 7,885 come back, and 788 of tax.
    expect(statements[0]).toMatchObject({
      refundsMinor: 398_220n,
      feesMinor: 0n,
      feesReturnedMinor: 7_885n,
      taxReturnedMinor: 788n,
      payoutMinor: 0n,
      carriedMinor: -389_547n,
      state: "carried",
    });
  });

  describe("its bank file", () => {
    let bankFileId: string;

    it("takes two people, and gives the same bytes for ever (G12)", async () => {
      const maker = finance("per_maker", AFTER);
      expect(await prepareBankFiles(maker, { runId })).toEqual({ files: 1 });
      expect(await prepareBankFiles(maker, { runId })).toEqual({ files: 0 });
      const run = await read(maker.scope, (tx) => getRun(tx, maker.scope, { runId }));
      bankFileId = run.files[0]?.id ?? "";
      await expect(issueBankFile(maker, { bankFileId })).rejects.toThrow("bank_file_not_released");
      await expect(releaseBankFile(maker, { bankFileId })).rejects.toThrow("maker_is_checker");
      const checker = finance("per_checker", AFTER);
      await releaseBankFile(checker, { bankFileId });
      const [one] = await issueRunFiles(maker, { runId });
      const [two] = await issueRunFiles(checker, { runId });
      expect(two).toEqual(one);
      expect(inspectZengin(one?.content ?? new Uint8Array())).toMatchObject({
        ok: true,
        count: 2,
        totalYen: run.payoutTotalMinor,
      });
    });

    it("the database itself refuses a release by whoever drafted it", async () => {
      const update = transact(finance("per_maker", AFTER).scope, (tx) =>
        tx.bankFile.update({ where: { id: bankFileId }, data: { approvedBy: "per_maker" } }),
      );
      await expect(update).rejects.toThrow(/bank_file_two_people/);
    });

    it("its trailer equals what the ledger has in transit", async () => {
      const { content } = await issueBankFile(finance("per_checker", AFTER), { bankFileId });
      const [transit] = await transactSql("jobs", (sql) =>
        sql<{ total: bigint }>(
          `SELECT sum(amount_minor)::bigint AS total FROM ledger_posting posting
           JOIN ledger_entry entry ON entry.id = posting.entry_id
           JOIN statement ON statement.id = entry.reference
           WHERE from_account = 'acquirer:payouts_in_transit' AND statement.run_id = $1`,
          [runId],
        ),
      );
      expect(parseZengin(content, { issuedOn: DAY }).trailer.totalYen).toBe(transit?.total);
    });

    it("cannot be confirmed before its date, and once confirmed nothing is in transit", async () => {
      await expect(confirmBankFile(finance("per_maker", AFTER), { bankFileId })).rejects.toThrow(
        "period_open",
      );
      const payDay = finance("per_maker", jstDayStartMs(toDay("2026-11-26")) + 1);
      await confirmBankFile(payDay, { bankFileId });
      await expect(confirmBankFile(payDay, { bankFileId })).rejects.toThrow("bank_file_state");
      await expect(withdrawBankFile(payDay, { bankFileId, reason: "late" })).rejects.toThrow(
        "bank_file_state",
      );
      const states = await prismaFor("jobs").payout.findMany({ where: { runId }, select: { state: true } });
      expect(states.map((row) => row.state)).toEqual(["paid", "paid"]);
      expect(await prismaFor("jobs").outboxEvent.count({ where: { type: "payout.paid" } })).toBe(2);
    });

    it("a dump of the table shows no account number and no holder (G23)", async () => {
      const text = await withClient(database.urls.superuser, async (client) => {
        const rows = await client.query("SELECT encode(sealed, 'escape') AS sealed FROM bank_file");
        return JSON.stringify(rows.rows);
      });
      expect(text).not.toContain("765432");
    });
  });
});
