import { addDays, type Day, instant, toDay, utc8DayStartMs } from "@/server/kernel/calendar";
import { newId, newPaymentNumber } from "@/server/kernel/ids";
import { bookEntries } from "@/server/ledger/commands";
import { refundDoneEntry, refundOpenedEntry } from "@/server/payments/books/rules";
import { bookNetworkFees } from "@/server/payments/fees/jobs";
import { importPastSales, type PastSale } from "@/server/payments/history/commands";
import { withClient } from "@/server/platform/database-roles";
import { transactSql } from "@/server/platform/db";
import { type FileRow, feeOf } from "./network-files";
import { jobDepsAt, type Shop } from "./payment-bed";
import { diceOf } from "./soak-model";

/** The first clearing day of the beds; a Sunday, so that the money of the first days comes together. */
export const FIRST_DAY = toDay("2026-11-01");
const DAY_MS = 86_400_000;
const SALES_AT_ONCE = 20_000;
const REFUNDED_EVERY = 20;

/** What the network has of a day, row by row, as it is true. */
export type NetworkDay = { readonly day: Day; readonly rows: readonly FileRow[] };

type Bed = {
  readonly superuserUrl: string;
  readonly shops: readonly Shop[];
  readonly perDay: number;
  readonly seed: number;
};

/** Sells and refunds through a clearing day in both books alike: here by the product's own bulk load, there as rows. */
export async function tradeDay(bed: Bed, at: number): Promise<NetworkDay> {
  const day = addDays(FIRST_DAY, at);
  const dice = diceOf(bed.seed + at);
  const sales = Array.from({ length: bed.perDay }, (_, index): PastSale => {
    const shop = bed.shops[dice.below(bed.shops.length)];
    if (!shop) throw new Error("no shop");
    // The first minute and the last of the day, one hour off the day in Japan, are among them.
    const atMs = utc8DayStartMs(day) + Math.floor(((DAY_MS - 1_000) * index) / Math.max(bed.perDay - 1, 1));
    const serial = `${day.replaceAll("-", "")}${String(index).padStart(8, "0")}`;
    const random = (size: number) => Uint8Array.from({ length: size }, () => dice.below(256));
    return {
      paymentId: `pay_${newPaymentNumber({ nowMs: atMs, random })}`,
      tenantId: shop.merchantId,
      storeId: shop.storeId,
      payoutGroupId: shop.payoutGroupId,
      codeId: shop.code,
      walletId: dice.chance(70) ? "NOREN_JP" : "ALIPAY_CN",
      amountMinor: BigInt(50 + dice.below(20_000)),
      payerAmountMinor: 1n,
      payerCurrency: "JPY",
      quotePrice: null,
      networkPaymentId: `n${serial}`,
      paidAtMs: atMs,
    };
  });
  for (let from = 0; from < sales.length; from += SALES_AT_ONCE) {
    await importPastSales(
      jobDepsAt(utc8DayStartMs(addDays(day, 1))),
      sales.slice(from, from + SALES_AT_ONCE),
    );
  }
  const refunded = sales.filter((_, index) => index % REFUNDED_EVERY === 1 && index > 1);
  const refunds = await refund(bed, refunded);
  await bookNetworkFees(jobDepsAt(utc8DayStartMs(addDays(day, 1)) + 2 * 3_600_000));
  return { day, rows: [...sales.map(rowOfSale), ...refunds] };
}

function rowOfSale(sale: PastSale): FileRow {
  return {
    type: "PAYMENT",
    networkId: sale.networkPaymentId,
    originalId: "",
    requestId: "",
    merchantId: sale.tenantId,
    storeId: sale.storeId,
    walletId: sale.walletId,
    atMs: sale.paidAtMs,
    amount: sale.amountMinor,
    currency: "JPY",
    settlement: sale.amountMinor,
    fee: feeOf(sale.amountMinor, sale.walletId),
  };
}

/** Refunds of parts, a moment after their sales, as the worker leaves them when the wallet has confirmed. */
async function refund(bed: Bed, sales: readonly PastSale[]): Promise<FileRow[]> {
  const made = sales.map((sale, index) => {
    const atMs = sale.paidAtMs + 500;
    const random = (size: number) =>
      Uint8Array.from({ length: size }, (_, at) => (index * 31 + at * 7 + sale.paidAtMs) % 256);
    const id = newId("refund", { nowMs: atMs, random });
    return { sale, id, networkId: `r${sale.networkPaymentId}`, atMs, amountMinor: sale.amountMinor / 2n };
  });
  await withClient(bed.superuserUrl, (client) =>
    client.query(
      `INSERT INTO refund (id, tenant_id, payment_id, store_id, payout_group_id, wallet_id, amount_minor, state, request_id,
                           request_hash, network_refund_id, reason, requested_by, requested_at, settled_at)
       SELECT id, tenant, payment, store, pgroup, wallet, amount, 'done', id, '', network, '', 'per_1', at, at
       FROM jsonb_to_recordset($1::text::jsonb) AS one(id text, tenant text, payment text, store text, pgroup text, wallet text,
                                                       amount bigint, network text, at timestamptz)`,
      [
        JSON.stringify(
          made.map(({ sale, id, networkId, atMs, amountMinor }) => ({
            id,
            tenant: sale.tenantId,
            payment: sale.paymentId,
            store: sale.storeId,
            pgroup: sale.payoutGroupId,
            wallet: sale.walletId,
            amount: `${amountMinor}`,
            network: networkId,
            at: instant(atMs),
          })),
        ),
      ],
    ),
  );
  await transactSql("jobs", (sql) =>
    bookEntries(
      sql,
      made.flatMap(({ sale, id, atMs, amountMinor }) => {
        const of = { ...sale, refundId: id, amountMinor };
        return [refundOpenedEntry(jobDepsAt(atMs), of), refundDoneEntry(jobDepsAt(atMs), of)];
      }),
    ),
  );
  return made.map(({ sale, id, networkId, atMs, amountMinor }) => ({
    ...rowOfSale(sale),
    type: "REFUND",
    networkId,
    originalId: sale.networkPaymentId,
    requestId: id,
    atMs,
    amount: amountMinor,
    settlement: amountMinor,
    fee: 0n,
  }));
}
