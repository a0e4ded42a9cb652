import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, toDay } from "@/server/kernel/calendar";
import type { NewPosting } from "@/server/ledger/rules";
import { keyed, readBankLines } from "./money/rules";
import { isDayOver, moneyDueOn, parseReportName } from "./reports/rules";
import { readSummary } from "./reports/schema";
import { daysPaidBy, ITEM_KINDS, reversed, type Standing, suggestionOf, writeOffPostings } from "./rules";

const DAY = toDay("2026-11-20");
const wallet = fc.constantFrom("NOREN_JP", "ALIPAY_CN", null);
const minor = fc.bigInt({ min: -1_000_000n, max: 1_000_000n });
const standing: fc.Arbitrary<Standing> = fc.record({
  kind: fc.constantFrom(...ITEM_KINDS),
  ownWalletId: wallet,
  reportedWalletId: wallet,
  ownMinor: minor,
  reportedMinor: minor,
  ownFeeMinor: minor,
  reportedFeeMinor: minor,
});

function balancesAfter(
  postings: readonly NewPosting[],
  start: ReadonlyMap<string, bigint>,
): Map<string, bigint> {
  const balances = new Map(start);
  const add = (account: string, by: bigint) => balances.set(account, (balances.get(account) ?? 0n) + by);
  for (const { from, to, amountMinor } of postings) {
    add(from, -amountMinor);
    add(to, amountMinor);
  }
  return balances;
}

test("a write-off takes exactly what an item leaves off the accounts between the network and us", () => {
  fc.assert(
    fc.property(standing, (item) => {
      const postings = writeOffPostings(item);
      expect(postings.every((posting) => posting.amountMinor > 0n && posting.from !== posting.to)).toBe(true);
      const own = item.ownWalletId ?? item.reportedWalletId ?? "UNKNOWN";
      const reported = item.reportedWalletId ?? item.ownWalletId ?? "UNKNOWN";
      const before = new Map<string, bigint>();
      const add = (account: string, by: bigint) => before.set(account, (before.get(account) ?? 0n) + by);
      if (item.kind === "money_differs") add("acquirer:network_clearing", item.ownMinor - item.reportedMinor);
      else if (postings.length > 0) {
        add(`network:${own}:receivable`, item.ownMinor);
        add(`network:${reported}:receivable`, -item.reportedMinor);
        add(`network:${own}:fee_payable`, -item.ownFeeMinor);
        add(`network:${reported}:fee_payable`, item.reportedFeeMinor);
      }
      const after = balancesAfter(postings, before);
      const left = [...after].filter(([account]) =>
        /receivable$|fee_payable$|network_clearing$/.test(account),
      );
      if (postings.length > 0) expect(left.filter(([, balance]) => balance !== 0n)).toEqual([]);
      expect([...balancesAfter(reversed(postings), after)].filter(([, balance]) => balance !== 0n)).toEqual(
        [...before].filter(([, balance]) => balance !== 0n),
      );
    }),
  );
});

test("every kind of difference has advice", () => {
  expect(ITEM_KINDS.map(suggestionOf).every((suggestion) => suggestion.length > 0)).toBe(true);
});

test("money finds the oldest day of its amount, else the oldest days that make it together, and never a day not due", () => {
  const open = [
    { clearingOn: DAY, dueOn: addDays(DAY, 3), expectedMinor: 100n },
    { clearingOn: addDays(DAY, 1), dueOn: addDays(DAY, 3), expectedMinor: 200n },
    { clearingOn: addDays(DAY, 2), dueOn: addDays(DAY, 3), expectedMinor: -50n },
    { clearingOn: addDays(DAY, 3), dueOn: addDays(DAY, 4), expectedMinor: 200n },
  ];
  const on = (amountMinor: bigint, after = 3) =>
    daysPaidBy({ receivedOn: addDays(DAY, after), amountMinor }, open);
  expect(on(200n)).toEqual([addDays(DAY, 1)]);
  expect(on(250n)).toEqual([DAY, addDays(DAY, 1), addDays(DAY, 2)]);
  expect(on(-50n)).toEqual([addDays(DAY, 2)]);
  expect(on(350n)).toBeUndefined();
  expect(on(350n, 4)).toEqual([addDays(DAY, 1), addDays(DAY, 2), addDays(DAY, 3)]);
  expect(on(1n)).toBeUndefined();
});

test.each([
  ["transactionItems_NOREN_20261122_001.csv", { kind: "transactionItems", clearingOn: "2026-11-22", seq: 1 }],
  [
    "settlementSummary_NOREN_20261122_12.csv",
    { kind: "settlementSummary", clearingOn: "2026-11-22", seq: 12 },
  ],
  ["transactionItems_NOREN_20261131_001.csv", undefined],
  ["../transactionItems_NOREN_20261122_001.csv", undefined],
  ["report.csv", undefined],
])("the name of a file tells its kind and day: %s", (name, told) => {
  expect(parseReportName(name)).toEqual(told);
});

test("the network's day ends an hour after Japan's, and its money comes on the bank day after it", () => {
  expect(isDayOver(DAY, Date.parse("2026-11-21T00:59:59+09:00"))).toBe(false);
  expect(isDayOver(DAY, Date.parse("2026-11-21T01:00:00+09:00"))).toBe(true);
  expect(moneyDueOn(DAY, new Set(["2026-11-23"]))).toBe("2026-11-24");
});

test("a bank's statement is read in the words of several banks, and nothing of it is guessed", () => {
  const text =
    '取引日,お支払金額,お預り金額,摘要\n2026/11/24,,"1,234,567",ﾈｯﾄﾜｰｸ\n2026年11月5日,300,,手数料\n2026.11.6,,１００,x\n';
  expect(readBankLines(text)).toEqual({
    lines: [
      { receivedOn: "2026-11-24", amountMinor: 1_234_567n, text: "ﾈｯﾄﾜｰｸ" },
      { receivedOn: "2026-11-05", amountMinor: -300n, text: "手数料" },
      { receivedOn: "2026-11-06", amountMinor: 100n, text: "x" },
    ],
    problems: [],
  });
  expect(readBankLines("a,b\n1,2\n").problems).toEqual([{ row: 0, code: "no_header" }]);
  const broken = readBankLines("日付,入金\n2026/11/31,5\n2026/11/30,1.5\n2026/11/30,\n");
  expect(broken.problems.map(({ row }) => row)).toEqual([1, 2, 3]);
  const [one, two] = keyed([...readBankLines(text).lines, ...readBankLines(text).lines]).filter(
    (line) => line.amountMinor === -300n,
  );
  expect(one?.key).not.toBe(two?.key);
});

test.each([
  ["without its end", "type,count\n", "not_ended"],
  [
    "without a total",
    "type,settlementTime,count,settlementAmount,settlementCurrency,commission\nPAYMENT,x,1,5,JPY,0\n<END>\n",
    "row",
  ],
  [
    "of another currency",
    "type,settlementTime,count,settlementAmount,settlementCurrency,commission\nTOTAL,x,1,5,CNY,0\n<END>\n",
    "currency",
  ],
  [
    "with half a yen",
    "type,settlementTime,count,settlementAmount,settlementCurrency,commission\nTOTAL,x,1,5.5,JPY,0\n<END>\n",
    "row",
  ],
])("a summary %s is refused", (_name, text, problem) => {
  expect(readSummary(text)).toMatchObject({ problem });
});
