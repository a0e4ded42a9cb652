import { afterAll, beforeAll, expect, test } from "vitest";
import { finance } from "@/bench/settlement-bed";
import { jstDay, jstDayStartMs, toDay } from "@/server/kernel/calendar";
import { newId } from "@/server/kernel/ids";
import { randomBytes } from "@/server/platform/crypto";
import { withClient } from "@/server/platform/database-roles";
import { poolFor, read, sqlOfClient, transactSql } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { getTrialBalance } from "../balance/queries";
import { checkLedger } from "../check/queries";
import { closeDays } from "../checkpoint/commands";
import { bookEntries } from "../commands";
import { lockMonth } from "../periods/commands";
import { accounts, type NewEntry } from "../rules";
import { getAccountStatement } from "../statement/queries";
import { exportJournal } from "./commands";
import { listJournal } from "./queries";

const HOUR_MS = 3_600_000;
const at = (day: string, hour: number) => jstDayStartMs(toDay(day)) + hour * HOUR_MS;
let database: TestDatabase;
let serial = 0;

const deps = (nowMs: number) => finance("per_1", nowMs);
const sql = () => sqlOfClient(poolFor("jobs"));
const { scope } = deps(0);
const trialBalance = (args: { atMs: number }) => read(scope, (tx) => getTrialBalance(tx, scope, args));
const statement = (args: Parameters<typeof getAccountStatement>[2]) =>
  read(scope, (tx) => getAccountStatement(tx, scope, args));

/** A sale that occurred at one time and was booked at another. */
function sale(amountMinor: bigint, occurredAtMs: number, bookedAtMs = occurredAtMs): NewEntry {
  serial += 1;
  return {
    id: newId("entry", { nowMs: bookedAtMs, random: randomBytes }),
    key: `payment:${serial}`,
    kind: "payment",
    reference: `pay_${serial}`,
    tenantId: "mer_a",
    businessDayOn: jstDay(occurredAtMs),
    occurredAtMs,
    bookedAtMs,
    postings: [
      {
        from: accounts.merchantPayable("mer_a", "pgr_a"),
        to: accounts.networkReceivable("NOREN_JP"),
        amountMinor,
        currency: "JPY",
      },
    ],
  };
}

const fee = (amountMinor: bigint, atMs: number): NewEntry => ({
  ...sale(amountMinor, atMs),
  kind: "fee",
  postings: [
    {
      from: accounts.feeRevenue,
      to: accounts.merchantPayable("mer_a", "pgr_a"),
      amountMinor,
      currency: "JPY",
    },
  ],
});

beforeAll(async () => {
  database = await testDatabase();
  await transactSql("jobs", (tx) =>
    bookEntries(tx, [
      sale(1_280n, at("2026-10-30", 12)),
      sale(720n, at("2026-10-30", 13)),
      fee(25n, at("2026-10-31", 4)),
      sale(500n, at("2026-11-02", 9)),
    ]),
  );
});
afterAll(() => database.drop());

test("the trial balance of an instant holds what was booked before it, and debits equal credits at any instant", async () => {
  const during = await trialBalance({ atMs: at("2026-10-30", 13) });
  expect(during.lines).toEqual([
    { account: "merchant:*:payable", currency: "JPY", accounts: 1, debitMinor: 0n, creditMinor: 1_280n },
    {
      account: "network:NOREN_JP:receivable",
      currency: "JPY",
      accounts: 1,
      debitMinor: 1_280n,
      creditMinor: 0n,
    },
  ]);
  const instants = ["2026-10-29", "2026-10-31", "2026-11-01", "2026-11-03"].map((day) => at(day, 5));
  const before = await Promise.all(instants.map((atMs) => trialBalance({ atMs })));
  for (const balance of before) expect(balance.debitMinor).toBe(balance.creditMinor);
  expect(before.map((balance) => balance.debitMinor)).toEqual([0n, 2_000n, 2_000n, 2_500n]);
  // The same with checkpoints to lean on.
  await closeDays({ now: at("2026-11-02", 3) });
  expect(await Promise.all(instants.map((atMs) => trialBalance({ atMs })))).toEqual(before);
});

test("a statement of an account runs from its opening balance to its closing one, over any pages", async () => {
  const account = accounts.merchantPayable("mer_a", "pgr_a");
  const args = { account, fromOn: toDay("2026-10-31"), throughOn: toDay("2026-11-30"), limit: 1 };
  const first = await statement(args);
  expect(first).toMatchObject({
    openingMinor: -2_000n,
    lines: [{ amountMinor: 25n, balanceMinor: -1_975n, kind: "fee" }],
  });
  const second = await statement({ ...args, after: first.next ?? undefined });
  expect(second).toMatchObject({
    openingMinor: -1_975n,
    lines: [{ amountMinor: -500n, balanceMinor: -2_475n }],
    next: null,
  });
  const whole = await statement({ ...args, limit: 100 });
  expect(whole.lines).toEqual([...first.lines, ...second.lines]);
});

test("a month that is locked no longer changes: what is booked for it later is in the next month, once", async () => {
  await expect(lockMonth(deps(at("2026-10-31", 23)), { month: "2026-10" })).rejects.toMatchObject({
    code: "period_locked",
  });
  // What was booked a moment ago would lie beyond the lock: it has to settle first.
  await transactSql("jobs", (tx) => bookEntries(tx, [sale(1n, at("2026-10-31", 22), at("2026-11-01", 0.5))]));
  await expect(lockMonth(deps(at("2026-11-01", 1) + 1_000), { month: "2026-10" })).rejects.toMatchObject({
    code: "period_settling",
    params: { month: "2026-10", time: "01:31" },
  });
  await lockMonth(deps(at("2026-11-05", 12)), { month: "2026-10" });
  await expect(lockMonth(deps(at("2026-11-05", 12)), { month: "2026-10" })).rejects.toMatchObject({
    code: "period_locked",
  });
  await expect(lockMonth(deps(at("2027-02-05", 12)), { month: "2026-12" })).rejects.toMatchObject({
    code: "period_locked",
  });
  const october = await listJournal(sql(), { month: "2026-10" });
  expect(october.map((line) => [line.dayOn, line.kind, line.amountMinor, line.postings])).toEqual([
    ["2026-10-30", "payment", 2_000n, 2],
    ["2026-10-31", "fee", 25n, 1],
    ["2026-10-31", "payment", 1n, 1],
  ]);
  await transactSql("jobs", (tx) => bookEntries(tx, [sale(99n, at("2026-10-31", 20), at("2026-11-06", 9))]));
  expect(await listJournal(sql(), { month: "2026-10" })).toEqual(october);
  expect(
    (await listJournal(sql(), { month: "2026-11" })).map((line) => [
      line.dayOn,
      line.amountMinor,
      line.isLate,
    ]),
  ).toEqual([
    ["2026-11-01", 99n, true],
    ["2026-11-02", 500n, false],
  ]);
  await lockMonth(deps(at("2026-12-03", 12)), { month: "2026-11" });
  await transactSql("jobs", (tx) => bookEntries(tx, [sale(7n, at("2026-10-31", 20), at("2026-12-04", 9))]));
  const months = ["2026-10", "2026-11", "2026-12"];
  const journals = await Promise.all(months.map((month) => listJournal(sql(), { month })));
  const sum = journals.flat().reduce((total, line) => total + line.amountMinor, 0n);
  expect(sum).toBe(1_280n + 720n + 25n + 1n + 500n + 99n + 7n);
  expect((await transactSql("jobs", checkLedger)).problems).toEqual([]);
});

test("G2 a locked month that was changed behind the books' back is named by the check", async () => {
  await withClient(database.urls.superuser, async (client) => {
    await client.query("ALTER TABLE ledger_period DISABLE TRIGGER USER");
    await client.query("UPDATE ledger_period SET entries = entries + 1 WHERE month = '2026-10'");
    const { problems } = await transactSql("jobs", checkLedger);
    expect(problems).toEqual([{ problem: "locked_month_differs", subject: "2026-10" }]);
    await client.query("UPDATE ledger_period SET entries = entries - 1 WHERE month = '2026-10'");
    await client.query("ALTER TABLE ledger_period ENABLE TRIGGER USER");
  });
  await expect(transactSql("operator", (tx) => tx("DELETE FROM ledger_period"))).rejects.toThrow();
});

async function exported(asked: Parameters<typeof exportJournal>[1]): Promise<string> {
  const { make } = await exportJournal(deps(at("2026-12-05", 9)), asked);
  const parts: Uint8Array[] = [];
  for await (const part of make()) parts.push(part);
  const decoder = new TextDecoder(asked.encoding === "utf8" ? "utf-8" : "shift_jis", { fatal: true });
  return decoder.decode(Buffer.concat(parts));
}

test("the journal can be had entry by entry, each with what it is about, and sums to the daily one", async () => {
  const asked = { month: "2026-11", layout: "freee", encoding: "utf8" } as const;
  const lines = (text: string) => text.trimEnd().split("\r\n").slice(1);
  const entries = lines(await exported({ ...asked, detail: "entry" }));
  // The late sale of October was booked in November and leads the month's days; the order is that of booking.
  expect(entries.map((line) => line.split(",").slice(0, 2).join(","))).toEqual([
    '"2026/11/02",1',
    '"2026/11/01",2',
  ]);
  expect(entries[0]).toContain('"決済 pay_');
  expect(entries[1]).toContain("締め後");
  const sum = (of: readonly string[]) =>
    of.reduce((total, line) => total + BigInt(line.split(",")[5] ?? ""), 0n);
  expect(sum(entries)).toBe(sum(lines(await exported({ ...asked, detail: "day" }))));
});

test("the journal for accounting software has one line a day and kind, debits equal to credits, in both layouts", async () => {
  const month = "2026-10";
  const read = async (layout: "freee" | "moneyforward", encoding: "utf8" | "cp932") => {
    return exported({ month, layout, encoding, detail: "day" });
  };
  const freee = (await read("freee", "utf8")).trimEnd().split("\r\n");
  expect(freee.map((line) => line.split(",").length)).toEqual([14, 14, 14, 14]);
  expect(freee[1]).toBe(
    '"2026/10/30",1,"","未収入金","NOREN_JP ウォレット",2000,"対象外",0,"預り金","加盟店",2000,"対象外",0,"決済 2件"',
  );
  expect(freee[2]).toContain('"売上高","加盟店手数料",25,"課税売上10%",0,"加盟店手数料 1件"');
  const moneyForward = (await read("moneyforward", "cp932")).trimEnd().split("\r\n");
  expect(moneyForward.map((line) => line.split(",").length)).toEqual([23, 23, 23, 23]);
  expect(moneyForward[2]).toContain('"課税売上 10%"');
});
