import { describe, expect, it } from "vitest";
import { toDay } from "@/server/kernel/calendar";
import { itemsCsv, summaryCsv } from "./document";
import { lastReadyDay } from "./jobs";
import { feeOf, type ReportItem, reportName, summarise } from "./rules";

const item: ReportItem = {
  transactionType: "PAYMENT",
  transactionId: "20261122150000000000000001",
  originalTransactionId: "",
  transactionRequestId: "req-1",
  referenceTransactionId: "17000000000001234567",
  customerId: "2088000000000001",
  referenceMerchantId: "mer_1",
  referenceStoreId: "sto_1",
  orderDescription: 'お茶, "特上"',
  walletId: "NOREN_JP",
  at: Date.parse("2026-11-22T15:00:00+09:00"),
  amountMinor: 1280n,
};
const refund: ReportItem = { ...item, transactionType: "REFUND", transactionId: "r1", amountMinor: 280n };

describe("the network's files", () => {
  it("fees are rounded half to even", () => {
    // 80 basis points of ¥625 are exactly ¥5, of ¥1,312 they are ¥10.496.
    expect(feeOf({ ...item, amountMinor: 625n })).toBe(5n);
    expect(feeOf({ ...item, amountMinor: 1_312n })).toBe(10n);
    // 110 basis points of ¥1,500 are ¥16.5, of ¥500 are ¥5.5: both go to the even yen.
    expect(feeOf({ ...item, walletId: "ALIPAY_CN", amountMinor: 1_500n })).toBe(16n);
    expect(feeOf({ ...item, walletId: "ALIPAY_CN", amountMinor: 500n })).toBe(6n);
  });

  it("a refund costs no fee and gives none back", () => {
    expect(feeOf(refund)).toBe(0n);
  });

  it("the TOTAL line is the plain sum of the lines above it", () => {
    const [payments, refunds, total] = summarise([item, refund]);
    expect(payments).toEqual({ type: "PAYMENT", count: 1, settlementMinor: 1280n, commissionMinor: 10n });
    expect(refunds).toEqual({ type: "REFUND", count: 1, settlementMinor: -280n, commissionMinor: 0n });
    expect(total).toEqual({ type: "TOTAL", count: 2, settlementMinor: 1000n, commissionMinor: 10n });
  });

  it("an empty day still has a header and the end line", () => {
    expect(itemsCsv([]).split("\n").slice(1)).toEqual(["<END>", ""]);
    expect(summaryCsv([], toDay("2026-11-22"))).toContain(
      "TOTAL,2026-11-23T00:00:00+08:00,0,0,JPY,0\n<END>\n",
    );
  });

  it("commas and quotes in a description stay inside their field", () => {
    expect(itemsCsv([item])).toContain('"お茶, ""特上"""');
  });

  it("files are named after participant, clearing day and edition", () => {
    const day = toDay("2026-11-22");
    expect(reportName("transactionItems", { participantId: "NOREN", day, seq: 1 })).toBe(
      "transactionItems_NOREN_20261122_001.csv",
    );
  });

  it("a day's files are ready at 08:00 UTC+8 of the next day", () => {
    expect(lastReadyDay(Date.parse("2026-11-23T07:59:59+08:00"))).toBe("2026-11-21");
    expect(lastReadyDay(Date.parse("2026-11-23T08:00:00+08:00"))).toBe("2026-11-22");
  });
});
