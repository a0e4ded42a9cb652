import type { Day } from "@/server/kernel/calendar";
import { applyBasisPoints } from "@/server/kernel/money";
import type { WalletId } from "../wallets/rules";
import { WALLETS } from "../wallets/wallets.data";

export const REPORT_KINDS = ["transactionItems", "settlementSummary"] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** One successful payment or refund of a clearing day. Amounts are positive; the type says which way money goes. */
export type ReportItem = {
  readonly transactionType: "PAYMENT" | "REFUND";
  readonly transactionId: string;
  readonly originalTransactionId: string;
  readonly transactionRequestId: string;
  readonly referenceTransactionId: string;
  readonly customerId: string;
  readonly referenceMerchantId: string;
  readonly referenceStoreId: string;
  readonly orderDescription: string;
  readonly walletId: WalletId;
  readonly at: number;
  readonly amountMinor: bigint;
};

/** The network's fee on one item in yen: rounded half to even; a refund gives none back and costs none. */
export function feeOf(item: ReportItem): bigint {
  if (item.transactionType === "REFUND") return 0n;
  return applyBasisPoints(item.amountMinor, WALLETS[item.walletId].feeBasisPoints, "half_even");
}

export type SummaryLine = {
  readonly type: "PAYMENT" | "REFUND" | "TOTAL";
  readonly count: number;
  readonly settlementMinor: bigint;
  readonly commissionMinor: bigint;
};

/** Payments, refunds (as a negative amount) and their sum, which is what the network pays before its commission. */
export function summarise(items: readonly ReportItem[]): readonly SummaryLine[] {
  const line = (type: "PAYMENT" | "REFUND", sign: bigint): SummaryLine => {
    const own = items.filter((item) => item.transactionType === type);
    return {
      type,
      count: own.length,
      settlementMinor: own.reduce((sum, item) => sum + sign * item.amountMinor, 0n),
      commissionMinor: own.reduce((sum, item) => sum + feeOf(item), 0n),
    };
  };
  const payments = line("PAYMENT", 1n);
  const refunds = line("REFUND", -1n);
  return [
    payments,
    refunds,
    {
      type: "TOTAL",
      count: payments.count + refunds.count,
      settlementMinor: payments.settlementMinor + refunds.settlementMinor,
      commissionMinor: payments.commissionMinor + refunds.commissionMinor,
    },
  ];
}

/** `transactionItems_NOREN_20261122_001.csv` */
export function reportName(kind: ReportKind, file: { participantId: string; day: Day; seq: number }): string {
  const seq = file.seq.toString().padStart(3, "0");
  return `${kind}_${file.participantId}_${file.day.replaceAll("-", "")}_${seq}.csv`;
}
