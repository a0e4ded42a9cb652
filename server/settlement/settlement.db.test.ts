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
import { prismaFor, read, type Tx, transact, transactSql } from "@/server/platform/db";
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
import { getBreakdown, listEntries, listLines, listStoreSums } from "./statement/lines/queries";
import { findNextPayouts } from "./statement/next/queries";
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
    const statementId = statements[0]?.id ?? "";
    const ask = <T>(work: (tx: Tx) => Promise<T>) => read(scope, work);
    const { lines } = await ask((tx) => listLines(tx, scope, { statementId, limit: 50 }));
    const total = (of: readonly { amountMinor: bigint }[]) =>
      of.reduce((sum, one) => sum + one.amountMinor, 0n);
    const ofKind = (kind: string) => lines.filter((line) => line.kind === kind);
    expect([total(ofKind("sales")), total(ofKind("refunds"))]).toEqual([421_900n, -1_780n]);
    expect(lines.map((line) => line.storeName)).toEqual(lines.map(() => "さくら1 渋谷店"));
    for (const line of lines) {
      const opened = await ask((tx) => listEntries(tx, scope, { statementId, line: line.seq, limit: 50 }));
      expect(opened.entries).toHaveLength(line.count);
      expect(total(opened.entries)).toBe(line.amountMinor);
      expect(opened.entries.every((entry) => entry.paymentId?.startsWith("pay_"))).toBe(true);
    }
    const { days, wallets, stores } = await ask((tx) => getBreakdown(tx, scope, { statementId }));
    for (const [sum] of [days, wallets]) {
      expect(sum).toMatchObject({ salesMinor: 421_900n, refundsMinor: 1_780n, salesCount: 2 });
    }
    const byStore = await ask((tx) => listStoreSums(tx, scope, { statementId, limit: 50 }));
    expect([stores, byStore.stores.length, byStore.next]).toEqual([1, 1, null]);
    expect(byStore.stores[0]).toMatchObject({ salesMinor: 421_900n, storeName: "さくら1 渋谷店" });
  });

  it("the next payout is what a close would pay now, after fees and tax, and says its day", async () => {
    const scope = merchantScope(1);
    const next = await read(scope, (tx) => findNextPayouts(tx, scope, AFTER));
    // 9,000 of sales: 178 of fees and 17 of tax.
    expect(next).toMatchObject({
      closesOn: addDays(DAY, 1),
      payOn: "2026-11-27",
      others: [],
      statement: { salesMinor: 9_000n, feesMinor: 178n, taxMinor: 17n, payoutMinor: 8_805n },
    });
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
    const statementId = statements[0]?.id ?? "";
    const { wallets } = await read(scope, (tx) => getBreakdown(tx, scope, { statementId }));
    const { stores } = await read(scope, (tx) => listStoreSums(tx, scope, { statementId, limit: 5 }));
    for (const [sum] of [wallets, stores])
      expect(sum).toMatchObject({ refundsMinor: 398_220n, beforeMinor: 421_900n - 1_780n });
  });

  describe("its bank file", () => {
    let bankFileId: string;

    it("takes two people, and gives the same bytes for ever (G12)", async () => {
      const maker = finance("per_maker", AFTER);
      expect(await prepareBankFiles(maker, { runId })).toEqual({ files: 1 });
      expect(await prepareBankFiles(maker, { runId })).toEqual({ files: 0 });
      const run = await read(maker.scope, (tx) => getRun(tx, maker.scope, { runId, nowMs: maker.now }));
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
        "transfer_not_due",
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
