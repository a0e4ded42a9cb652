import { afterAll, beforeAll, expect, test } from "vitest";
import { fileName, itemsFile } from "@/bench/network-files";
import { jobDepsAt, makeNetworkKeys } from "@/bench/payment-bed";
import { FIRST_DAY } from "@/bench/reconciliation-bed";
import { type Lived, liveThroughReports, resolveAll } from "@/bench/reconciliation-life";
import { finance } from "@/bench/settlement-bed";
import { addDays, utc8DayStartMs } from "@/server/kernel/calendar";
import { closeDays } from "@/server/ledger/checkpoint/commands";
import { balancesFingerprint } from "@/server/ledger/queries";
import { withClient } from "@/server/platform/database-roles";
import { read, type Sql, transactSql } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { checkBooks } from "../proof/queries";
import { confirmWriteOff, explainItem, proposeWriteOff } from "./items/commands";
import { listItems } from "./items/queries";
import { importReport } from "./reports/commands";
import { ROW_KINDS } from "./rules";

const LATER = utc8DayStartMs(addDays(FIRST_DAY, 12));
let database: TestDatabase;
let lived: Lived;

beforeAll(async () => {
  database = await testDatabase(makeNetworkKeys().env);
  lived = await liveThroughReports(database.urls.superuser, { days: 3, perDay: 200, seed: 7 });
});
afterAll(() => database.drop());

const desk = finance("per_maker", LATER);
const open = () =>
  read(desk.scope, (tx) => listItems(tx, desk.scope, { closed: false, limit: 200, nowMs: LATER }));
const again = (seq: number, content: AsyncIterable<Uint8Array>, name?: string) =>
  importReport(jobDepsAt(LATER + seq), {
    name: name ?? fileName("transactionItems", FIRST_DAY, seq),
    source: "folder",
    content,
  });

test("G13 reconciliation finds every planted difference and raises no false alarm", () => {
  expect(lived.found).toEqual(lived.expected);
  const kinds = new Set(lived.expected.map((line) => line.split(" ")[0]));
  expect([...kinds]).toEqual(expect.arrayContaining([...ROW_KINDS]));
});

test("a file of the network is taken once, whole or not at all, and never changes", async () => {
  const [first] = lived.planted.days;
  const rows = first?.rows ?? [];
  const before = await transactSql("jobs", balancesFingerprint);
  expect(await again(1, itemsFile(rows))).toMatchObject({ ok: true, known: true });
  expect(await again(1, itemsFile(rows.slice(1)))).toMatchObject({ ok: false, problem: "changed" });
  async function* cut() {
    for await (const part of itemsFile(rows)) yield part.subarray(0, part.length - 3);
  }
  expect(await again(2, cut())).toMatchObject({ ok: false });
  const row = rows[0];
  if (!row) throw new Error("an empty day");
  const broken = { ...row, currency: "yen" };
  expect(await again(2, itemsFile([row, broken]))).toMatchObject({
    ok: false,
    problem: "row",
    row: 2,
    column: "transactionCurrency",
  });
  const texts: [string, string][] = [
    ["a,b\n<END>\n", "header"],
    ["", "header"],
    ["<END>", "header"],
  ];
  for (const [text, problem] of texts) {
    async function* content() {
      yield Buffer.from(text);
    }
    expect(await again(2, content())).toMatchObject({ ok: false, problem });
  }
  const never = async function* () {
    // No month has a 31st of November.
    for await (const part of itemsFile([row]))
      yield Buffer.from(
        Buffer.from(part)
          .toString("utf8")
          .replace(/2026-1\d-\d\dT/, "2026-11-31T"),
      );
  };
  expect(await again(2, never())).toMatchObject({ ok: false, problem: "row" });
  expect(await again(2, itemsFile(rows), "report.csv")).toMatchObject({ ok: false, problem: "name" });
  const tomorrow = addDays(FIRST_DAY, 12);
  expect(await again(2, itemsFile(rows), fileName("transactionItems", tomorrow))).toMatchObject({
    problem: "day_not_over",
  });
  const noTotal = Buffer.from(
    "type,settlementTime,count,settlementAmount,settlementCurrency,commission\n<END>\n",
  );
  async function* empty() {
    yield noTotal;
  }
  expect(await again(2, empty(), fileName("settlementSummary", addDays(FIRST_DAY, 2)))).toMatchObject({
    ok: false,
  });
  expect(await transactSql("jobs", balancesFingerprint)).toBe(before);
});

test("G13 while differences are open, every yen of the clearing account is explained", async () => {
  expect((await transactSql("jobs", checkBooks)).problems).toEqual([]);
  // A day's money that nobody booked would be named.
  await withClient(database.urls.superuser, (client) =>
    client.query("UPDATE network_day SET reported_minor = reported_minor + 1 WHERE receipt_id IS NULL"),
  );
  expect((await transactSql("jobs", checkBooks)).problems).toMatchObject([
    { problem: "clearing_unexplained" },
  ]);
  await withClient(database.urls.superuser, (client) =>
    client.query("UPDATE network_day SET reported_minor = reported_minor - 1 WHERE receipt_id IS NULL"),
  );
});

test("G18 nobody confirms the write-off that they proposed, and an amount is not explained away", async () => {
  const { items } = await open();
  const standing = items.find((item) => item.books);
  if (!standing) throw new Error("nothing stands");
  const ref = { itemId: standing.id };
  await expect(explainItem(desk, { ...ref, reason: "reason" })).rejects.toMatchObject({
    code: "reconciliation_stands",
  });
  await proposeWriteOff(desk, { ...ref, reason: "reason" });
  await expect(confirmWriteOff(desk, ref)).rejects.toMatchObject({ code: "maker_is_checker" });
  await expect(
    transactSql("operator", (sql) =>
      sql(
        "UPDATE reconciliation_item SET state = 'resolved', outcome = 'written_off', resolved_by = proposed_by, resolved_at = now() WHERE id = $1",
        [standing.id],
      ),
    ),
  ).rejects.toThrow(/two_people/);
});

test("a later edition takes the place of the earlier one, and takes back what was written off for it", async () => {
  const [first] = lived.planted.days;
  if (!first) throw new Error("no day");
  const { items } = await open();
  const extra = items.find(
    (item) => item.kind === "extra" && item.type === "PAYMENT" && item.state === "open",
  );
  if (!extra) throw new Error("no extra row");
  const before = await transactSql("jobs", balancesFingerprint);
  await proposeWriteOff(desk, { itemId: extra.id, reason: "reason" });
  await confirmWriteOff(finance("per_checker", LATER + 1), { itemId: extra.id });
  expect(await transactSql("jobs", balancesFingerprint)).not.toBe(before);
  const without = first.rows.filter((row) => row.networkId !== extra.networkId);
  // Handed in by two at once, it is taken once.
  const taken = await Promise.all([again(3, itemsFile(without)), again(3, itemsFile(without))]);
  expect(taken.map((outcome) => outcome.ok && outcome.known).toSorted()).toEqual([false, true]);
  expect((await open()).items.map((item) => item.id)).not.toContain(extra.id);
  // And the edition after it, which has the row again, raises it again.
  expect(await again(4, itemsFile(first.rows))).toMatchObject({ ok: true, known: false });
  expect((await open()).items.map((item) => item.id)).toContain(extra.id);
  expect(await transactSql("jobs", balancesFingerprint)).toBe(before);
});

test("G13 clearing accounts return to zero when the differences are resolved", async () => {
  const { items } = await open();
  const proposed = items.find((item) => item.state === "proposed");
  if (proposed) await confirmWriteOff(finance("per_checker", LATER), { itemId: proposed.id });
  const balances = await resolveAll(lived.planted);
  expect([...balances].filter(([, minor]) => minor !== 0n)).toEqual([]);
  expect(balances.size).toBeGreaterThan(2);
  expect((await transactSql("jobs", checkBooks)).problems).toEqual([]);
});

test("G2 the books are proven as of one moment, whatever days are closed meanwhile", async () => {
  let closed: readonly string[] = [];
  const report = await transactSql("jobs", (sql) => {
    const interrupted: Sql = async (text, params) => {
      const rows = await sql<never>(text, params);
      if (text.startsWith("CREATE TEMP TABLE")) closed = await closeDays({ now: LATER });
      return rows;
    };
    return checkBooks(interrupted);
  });
  expect(closed.length).toBeGreaterThan(0);
  expect(report.problems).toEqual([]);
});
