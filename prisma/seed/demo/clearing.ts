import { addDays, type Day, utc8Day, utc8DayStartMs } from "@/server/kernel/calendar";
import { csvLine } from "@/server/kernel/csv";
import { applyBasisPoints } from "@/server/kernel/money";
import type { PastSale } from "@/server/payments/history/commands";
import { moneyDueOn } from "@/server/settlement/reconciliation/reports/rules";
import { WALLETS } from "../wallets.data";

/** As many days before today as the network reports of; their fees are still booked by the day's own run. */
const REPORTED_DAYS = 6;

/**
 * What the network knows of the demonstration's sales: those of the last days, and of one day all but the first, so that
 * reconciliation has something to show.
 */
export function knownToNetwork(sales: readonly PastSale[], nowMs: number): readonly PastSale[] {
  const fromOn = addDays(utc8Day(nowMs), -REPORTED_DAYS);
  const known = sales.filter(({ paidAtMs }) => paidAtMs >= utc8DayStartMs(fromOn));
  const lost = known.find(({ paidAtMs }) => utc8Day(paidAtMs) === addDays(fromOn, 2));
  return known.filter((sale) => sale !== lost);
}

/**
 * The bank's statement of what the network has paid so far, as CSV: a clearing day's sales less its commission on the day
 * that they are due, several days in one sum after a weekend. What is due today has not come yet.
 */
export function bankStatement(
  known: readonly PastSale[],
  at: { readonly todayOn: Day; readonly holidays: ReadonlySet<string> },
): string {
  const paid = new Map<Day, bigint>();
  for (const sale of known) {
    const dueOn = moneyDueOn(utc8Day(sale.paidAtMs), at.holidays);
    if (dueOn < at.todayOn) paid.set(dueOn, (paid.get(dueOn) ?? 0n) + sale.amountMinor - commissionOf(sale));
  }
  const lines = [...paid].map(([dueOn, minor]) =>
    csvLine([dueOn.replaceAll("-", "/"), minor, "ネットワーク精算金"]),
  );
  return [csvLine(["日付", "入金", "摘要"]), ...lines].join("");
}

function commissionOf({ walletId, amountMinor }: PastSale): bigint {
  const wallet = WALLETS.find(({ id }) => id === walletId);
  return applyBasisPoints(amountMinor, wallet?.networkFeeBasisPoints ?? 0, "half_even");
}
