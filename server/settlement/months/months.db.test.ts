import { afterAll, beforeAll, expect, test } from "vitest";
import { finance } from "@/bench/settlement-bed";
import { jstDayStartMs, toDay } from "@/server/kernel/calendar";
import { listJournal } from "@/server/ledger/journal/queries";
import { poolFor, prismaFor, sqlOfClient, transactSql } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { checkBooks } from "../proof/queries";
import { importReceipts, matchReceipt, recordReceipt } from "../reconciliation/money/commands";
import { runSettlement } from "../run/commands";
import { lockSettledMonth } from "./commands";

const LAST = toDay("2026-10-31");
const LATER = jstDayStartMs(toDay("2026-11-04")) + 43_200_000;
const desk = finance("per_maker", LATER);
const line = { amountMinor: 1_000n, text: "NETWORK" };
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await prismaFor("jobs").networkDay.createMany({
    data: ["2026-10-28", "2026-10-29"].map((clearingOn) => ({
      clearingOn,
      dueOn: "2026-10-30",
      itemsReportId: "nrp_planted",
      reportedMinor: 0n,
    })),
  });
});
afterAll(() => database.drop());

test("a month is locked once its last day is settled, and not before", async () => {
  await expect(lockSettledMonth(desk, { month: "2026-10" })).rejects.toMatchObject({
    code: "period_unsettled",
    params: { day: LAST },
  });
  await runSettlement(desk, { throughOn: LAST });
  await lockSettledMonth(desk, { month: "2026-10" });
  await expect(lockSettledMonth(desk, { month: "2026-11" })).rejects.toMatchObject({ code: "period_locked" });
});

test("a person dates nothing into a locked month, and hears which day is open", async () => {
  await expect(recordReceipt(desk, { ...line, receivedOn: LAST })).rejects.toMatchObject({
    code: "day_locked",
    params: { month: "2026-10", day: "2026-11-01" },
  });
  expect(await prismaFor("jobs").networkReceipt.count()).toBe(0);
  expect(await recordReceipt(desk, { ...line, receivedOn: toDay("2026-11-01") })).toMatchObject({ late: 0 });
});

test("the bank's own lines of a locked month are taken and counted, and the journal has them in the open month as late", async () => {
  const content = Buffer.from("日付,入金,摘要\n2026/10/30,700,NETWORK\n2026/11/02,300,NETWORK\n").toString(
    "base64",
  );
  expect(await importReceipts(desk, { content })).toMatchObject({ ok: true, recorded: 2, late: 1 });
  const [early] = await prismaFor("jobs").networkReceipt.findMany({ orderBy: { receivedOn: "asc" } });
  await matchReceipt(desk, { receiptId: early?.id ?? "", clearingDays: [toDay("2026-10-28")] });
  const sql = sqlOfClient(poolFor("jobs"));
  const shown = (await listJournal(sql, { month: "2026-11" })).map(({ dayOn, kind, amountMinor, isLate }) => [
    dayOn,
    kind,
    amountMinor,
    isLate,
  ]);
  expect(shown).toEqual([["2026-11-01", "network_paid", 700n, true]]);
  expect(await listJournal(sql, { month: "2026-10" })).toEqual([]);
  const { problems } = await transactSql("jobs", checkBooks);
  expect(problems.filter(({ problem }) => problem === "locked_month_differs")).toEqual([]);
});
