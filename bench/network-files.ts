import { type Day, utc8DayStartMs } from "@/server/kernel/calendar";
import { applyBasisPoints } from "@/server/kernel/money";

/** One row of a transactionItems file, in the words of the network. Amounts in minor units. */
export type FileRow = {
  readonly type: "PAYMENT" | "REFUND";
  readonly networkId: string;
  readonly originalId: string;
  readonly requestId: string;
  readonly merchantId: string;
  readonly storeId: string;
  readonly walletId: string;
  readonly atMs: number;
  readonly amount: bigint;
  readonly currency: string;
  readonly settlement: bigint;
  readonly fee: bigint;
};

export const FEE_BASIS_POINTS: Readonly<Record<string, number>> = { NOREN_JP: 80, ALIPAY_CN: 110 };

/** The fee of a sale at its wallet, as the network rounds it. */
export function feeOf(amount: bigint, walletId: string): bigint {
  return applyBasisPoints(amount, FEE_BASIS_POINTS[walletId] ?? 0, "half_even");
}

const HEADER =
  "customerId,referenceMerchantId,referenceStoreId,transactionId,originalTransactionId,transactionRequestId,referenceTransactionId,orderDescription,paymentMethodType,pspName,transactionType,paymentTime,productCode,transactionAmountValue,transactionCurrency,settlementAmountValue,settlementCurrency,feeAmountValue,feeCurrency";

const ROWS_AT_ONCE = 2_000;

function lineOf(row: FileRow): string {
  const at = new Date(row.atMs + 8 * 3_600_000).toISOString().slice(0, 19);
  return [
    "2088000000000001",
    row.merchantId,
    row.storeId,
    row.networkId,
    row.originalId,
    row.requestId,
    "",
    '"のれん食堂, 本店"',
    "CONNECT_WALLET",
    row.walletId,
    row.type,
    `${at}+08:00`,
    "IN_STORE_PAYMENT",
    row.amount,
    row.currency,
    row.settlement,
    "JPY",
    row.fee,
    "JPY",
  ].join(",");
}

/** A transactionItems file as a stream of its bytes. */
export async function* itemsFile(rows: readonly FileRow[]): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${HEADER}\n`);
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const lines = rows.slice(at, at + ROWS_AT_ONCE).map(lineOf);
    yield Buffer.from(`${lines.join("\n")}\n`);
  }
  yield Buffer.from("<END>\n");
}

export type Sums = { readonly count: number; readonly amount: bigint; readonly commission: bigint };

/** What the rows of a type come to, refunds being negative. */
export function sumsOf(rows: readonly FileRow[], type?: FileRow["type"]): Sums {
  const own = rows.filter((row) => type === undefined || row.type === type);
  return {
    count: own.length,
    amount: own.reduce((sum, row) => sum + (row.type === "REFUND" ? -row.settlement : row.settlement), 0n),
    commission: own.reduce((sum, row) => sum + row.fee, 0n),
  };
}

/** The settlementSummary file of the same rows; `off` is added to the TOTAL, for a summary that is wrong. */
export async function* summaryFile(day: Day, rows: readonly FileRow[], off = 0n): AsyncGenerator<Uint8Array> {
  const at = new Date(utc8DayStartMs(day)).toISOString();
  const line = (type: string, { count, amount, commission }: Sums) =>
    [type, at, count, amount, "JPY", commission].join(",");
  const total = sumsOf(rows);
  const lines = [
    "type,settlementTime,count,settlementAmount,settlementCurrency,commission",
    line("PAYMENT", sumsOf(rows, "PAYMENT")),
    line("REFUND", sumsOf(rows, "REFUND")),
    line("TOTAL", { ...total, amount: total.amount + off }),
    "<END>",
    "",
  ];
  yield Buffer.from(lines.join("\n"));
}

/** `transactionItems_NOREN_20261122_001.csv` */
export function fileName(kind: "transactionItems" | "settlementSummary", day: Day, seq = 1): string {
  return `${kind}_NOREN_${day.replaceAll("-", "")}_${String(seq).padStart(3, "0")}.csv`;
}
