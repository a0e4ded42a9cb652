import { expect, test } from "vitest";
import { toDay, utc8DayStartMs } from "@/server/kernel/calendar";
import {
  compareItems,
  compareSums,
  type ItemsFile,
  latestEditions,
  type OwnItem,
  type SummaryFile,
} from "./rules";
import { readReport } from "./schema";

const DAY = toDay("2026-11-22");
const NOON_MS = utc8DayStartMs(DAY) + 12 * 3_600_000;
const HEADER =
  "customerId,referenceMerchantId,referenceStoreId,transactionId,originalTransactionId,transactionRequestId,referenceTransactionId,orderDescription,paymentMethodType,pspName,transactionType,paymentTime,productCode,transactionAmountValue,transactionCurrency,settlementAmountValue,settlementCurrency,feeAmountValue,feeCurrency";
const NAME = "transactionItems_NOREN_20261122_001.csv";

type Line = { id: string; type?: string; amount?: string; currency?: string; at?: string; merchant?: string };

function file(lines: readonly Line[]): ItemsFile {
  const rows = lines.map(
    ({
      id,
      type = "PAYMENT",
      amount = "1280",
      currency = "JPY",
      at = "2026-11-22T13:00:00+09:00",
      merchant = "mer_a",
    }) =>
      `2088,${merchant},sto_a,${id},,,,のれん,CONNECT_WALLET,ALIPAY_CN,${type},${at},IN_STORE_PAYMENT,${amount},${currency},${amount},JPY,14,JPY`,
  );
  const report = readReport(NAME, `${[HEADER, ...rows].join("\n")}\n<END>\n`);
  if (!("items" in report)) throw new Error("problem" in report ? report.problem : "a summary");
  return report;
}

function own(id: string, changes: Partial<OwnItem> = {}): OwnItem {
  return {
    type: "PAYMENT",
    id: `pay_${id}`,
    networkId: id,
    merchantId: "mer_a",
    amountMinor: 1280n,
    currency: "JPY",
    fromMs: NOON_MS,
    throughMs: NOON_MS,
    expected: "must",
    ...changes,
  };
}

const told = (files: readonly ItemsFile[], items: readonly OwnItem[]) =>
  compareItems(files, items).map(({ verdict, networkId, fields }) => [verdict, networkId, ...fields]);

test("a day that agrees raises no alarm", () => {
  const refund = own("r1", { type: "REFUND", amountMinor: 500n, throughMs: NOON_MS + 5_000 });
  const items = [{ id: "n1" }, { id: "n2" }, { id: "r1", type: "REFUND", amount: "500" }];
  expect(told([file(items)], [own("n1"), own("n2"), refund])).toEqual([
    ["matched", "n1"],
    ["matched", "n2"],
    ["matched", "r1"],
  ]);
});

test.each<[string, readonly Line[], readonly OwnItem[], unknown[]]>([
  ["missing", [], [own("n1")], ["missing", "n1"]],
  ["extra", [{ id: "n9" }], [], ["extra", "n9"]],
  ["of another amount", [{ id: "n1", amount: "1281" }], [own("n1")], ["different", "n1", "amount"]],
  ["of another currency", [{ id: "n1", currency: "CNY" }], [own("n1")], ["different", "n1", "currency"]],
  ["of another merchant", [{ id: "n1", merchant: "mer_b" }], [own("n1")], ["different", "n1", "merchant"]],
  ["cancelled here", [{ id: "n1" }], [own("n1", { expected: "never" })], ["different", "n1", "state"]],
  [
    "in the file of another day",
    [{ id: "n1", at: "2026-11-23T13:00:00+09:00" }],
    [own("n1", { fromMs: NOON_MS + 86_400_000, throughMs: NOON_MS + 86_400_000 })],
    ["different", "n1", "day"],
  ],
])("a planted difference is found: %s", (_name, lines, items, verdict) => {
  expect(told([file(lines)], items)).toEqual([verdict]);
});

test("the second of two equal rows is a duplicate", () => {
  expect(told([file([{ id: "n1" }, { id: "n1" }])], [own("n1")])).toEqual([
    ["matched", "n1"],
    ["duplicate", "n1"],
  ]);
});

test("a sale at 00:30 in Japan belongs to the network's previous day", () => {
  const atMs = Date.parse("2026-11-23T00:30:00+09:00");
  const sale = own("n1", { fromMs: atMs, throughMs: atMs });
  expect(told([file([{ id: "n1", at: "2026-11-23T00:30:00+09:00" }])], [sale])).toEqual([["matched", "n1"]]);
});

test("a refund asked for before midnight and heard of after it is no false alarm on either day", () => {
  const midnight = utc8DayStartMs(toDay("2026-11-23"));
  const refund = own("r1", { type: "REFUND", fromMs: midnight - 1_000, throughMs: midnight + 1_000 });
  expect(told([file([])], [refund])).toEqual([]);
  const nextDay = { ...file([]), day: toDay("2026-11-23") };
  expect(told([file([]), nextDay], [refund])).toEqual([["missing", "r1"]]);
});

test("what is being cancelled may be reported or not", () => {
  const cancelling = own("n1", { expected: "may" });
  expect(told([file([])], [cancelling])).toEqual([]);
  expect(told([file([{ id: "n1" }])], [cancelling])).toEqual([["matched", "n1"]]);
});

test("of two editions of a day the last counts", () => {
  const first = file([{ id: "n1" }]);
  expect(latestEditions([{ ...first, seq: 2 }, first]).map((one) => one.seq)).toEqual([2]);
});

test("sums that the items do not add up to are found", () => {
  const items = file([{ id: "n1" }, { id: "r1", type: "REFUND", amount: "500" }]);
  const text = (total: string) =>
    `type,settlementTime,count,settlementAmount,settlementCurrency,commission\nPAYMENT,x,1,1280,JPY,14\nREFUND,x,1,-500,JPY,0\nTOTAL,x,2,${total},JPY,14\n<END>\n`;
  const summary = (total: string): SummaryFile => {
    const read = readReport("settlementSummary_NOREN_20261122_001.csv", text(total));
    if (!("sums" in read)) throw new Error("no summary");
    return read;
  };
  expect(compareSums([summary("780")], [items])).toEqual([]);
  expect(compareSums([summary("781")], [items])).toMatchObject([
    { type: "TOTAL", items: { amountMinor: 780n } },
  ]);
});

test.each([
  ["a file without its end", NAME, `${HEADER}\n`, /<END>/],
  ["a name without a day", "report.csv", "<END>", /name/],
  [
    "an amount that is no integer",
    NAME,
    `${HEADER}\n1,m,s,n,,,,d,C,A,PAYMENT,2026-11-22T13:00:00+09:00,I,10.5,JPY,1,JPY,0,JPY\n<END>`,
    /amount/,
  ],
])("%s is refused as a whole", (_name, name, content, problem) => {
  expect(readReport(name, content)).toMatchObject({ problem: expect.stringMatching(problem) });
});

test("an empty day still has a file", () => {
  expect(readReport(NAME, `${HEADER}\n<END>\n`)).toMatchObject({ items: [] });
});
