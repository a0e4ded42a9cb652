import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toDay, utc8Day } from "@/server/kernel/calendar";
import { API, payAs, registerShop, startTestBed, type TestBed } from "../test-bed";
import { handOverReports, writeDueReports } from "./jobs";
import { listReportItems } from "./queries";

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
  await registerShop(bed);
});
afterAll(() => bed.stop());

const REPORTS = "/sandbox/network/reports";
const list = async (day: string): Promise<string[]> => {
  const answer: { reports: string[] } = await (await fetch(`${bed.origin}${REPORTS}?day=${day}`)).json();
  return answer.reports;
};
const read = async (name: string) => (await fetch(`${bed.origin}${REPORTS}/${name}`)).text();

describe("daily reports", () => {
  it("hold the successful payments and refunds of the network's day, and are written by themselves", async () => {
    const paid = await payAs(bed, "reported", { wallet: "NOREN_JP" });
    const cancelled = await payAs(bed, "cancelled");
    await payAs(bed, "declined", { decision: "decline" });
    await bed.call(`${API}/payments/cancelPayment`, { paymentId: cancelled });
    await bed.call(`${API}/payments/refund`, {
      paymentId: paid,
      refundRequestId: "r1",
      refundAmount: { currency: "JPY", value: "280" },
    });
    // 00:30 of the next day in Japan is still the network's day before.
    bed.advance(9.5 * 3_600_000);
    const night = await payAs(bed, "night");
    bed.advance(24 * 3_600_000);
    expect(await writeDueReports(bed.deps)).toBe(1);
    const names = await list("2026-11-22");
    expect(names.toSorted()).toEqual([
      "settlementSummary_NOREN_20261122_001.csv",
      "transactionItems_NOREN_20261122_001.csv",
    ]);
    const items = await read("transactionItems_NOREN_20261122_001.csv");
    const rows = items
      .trimEnd()
      .split("\n")
      .map((line) => line.split(","));
    expect(rows.at(-1)).toEqual(["<END>"]);
    expect(rows.slice(1, -1).map((row) => [row[3], row[4], row[10], row[13], row[17]])).toEqual([
      [paid, "", "PAYMENT", "1280", "10"],
      [expect.any(String), paid, "REFUND", "280", "0"],
      [night, "", "PAYMENT", "1280", "14"],
    ]);
    expect(await read("settlementSummary_NOREN_20261122_001.csv")).toBe(
      [
        "type,settlementTime,count,settlementAmount,settlementCurrency,commission",
        "PAYMENT,2026-11-23T00:00:00+08:00,2,2560,JPY,24",
        "REFUND,2026-11-23T00:00:00+08:00,1,-280,JPY,0",
        "TOTAL,2026-11-23T00:00:00+08:00,3,2280,JPY,24",
        "<END>",
        "",
      ].join("\n"),
    );
  });

  it("a written file never changes: the same content is the same file, other content the next edition", async () => {
    const write = async (day: string) => {
      const answer = await fetch(`${bed.origin}${REPORTS}?day=${day}`, { method: "POST" });
      const said: { reports: string[] } = await answer.json();
      return said.reports;
    };
    const first = await write("2026-11-22");
    expect(await write("2026-11-22")).toEqual(first);
    expect(first[0]).toBe("transactionItems_NOREN_20261122_001.csv");
    const today = await write("2026-11-23");
    await payAs(bed, "more");
    const again = await write("2026-11-23");
    expect([today[0], again[0]]).toEqual([
      "transactionItems_NOREN_20261123_001.csv",
      "transactionItems_NOREN_20261123_002.csv",
    ]);
  });

  it("a day without trade has files too", async () => {
    bed.advance(5 * 86_400_000);
    await writeDueReports(bed.deps);
    const day = toDay("2026-11-26");
    expect(await list(day)).toHaveLength(2);
    expect(await read("settlementSummary_NOREN_20261126_001.csv")).toContain(
      "TOTAL,2026-11-27T00:00:00+08:00,0,0,JPY,0",
    );
  });

  it("go into the acquirer's folder, each once and whole, the oldest day first", async () => {
    const folder = await mkdtemp(join(tmpdir(), "noren-reports-"));
    const deps = { ...bed.deps, settings: { ...bed.deps.settings, reportsFolder: join(folder, "in") } };
    try {
      // Nobody fetches them where no folder is given.
      expect(await handOverReports(bed.deps)).toBe(0);
      const handed = await handOverReports(deps);
      const files = await readdir(join(folder, "in"));
      expect(files).toHaveLength(handed);
      expect(files).toContain("transactionItems_NOREN_20261122_001.csv");
      for (const name of files)
        expect(await readFile(join(folder, "in", name), "utf8")).toBe(await read(name));
      expect(await handOverReports(deps)).toBe(0);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("have payments of the past that the network was told of, each once", async () => {
    const paidAtMs = bed.deps.now() - 2 * 86_400_000;
    const payment = {
      paymentId: "H1",
      acquirerPaymentId: "17000000000000000001",
      walletId: "ALIPAY_CN",
      referenceMerchantId: "mer_past",
      referenceStoreId: "sto_past",
      amountMinor: "1280",
      payerAmountMinor: "6123",
      payerCurrency: "CNY",
      paidAtMs,
    };
    const tell = (payments: readonly object[]) => bed.call("/sandbox/network/bulk/payments", { payments });
    expect(await tell([payment])).toMatchObject({ taken: "1" });
    expect(await tell([payment, { ...payment, paymentId: "H2" }])).toMatchObject({ taken: "1" });
    expect(await tell([{ ...payment, walletId: "NOBODY" }])).toMatchObject({
      result: { resultCode: "PARAM_ILLEGAL" },
    });
    const items = await listReportItems(bed.deps.sql, utc8Day(paidAtMs));
    expect(items.filter(({ referenceStoreId }) => referenceStoreId === "sto_past")).toHaveLength(2);
  });
});
