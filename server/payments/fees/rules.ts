import { addDays, type Day, jstDay, utc8Day, utc8DayStartMs } from "@/server/kernel/calendar";
import { ACQUIRER_TENANT, accounts, type NewEntry } from "@/server/ledger/rules";

const HOUR_MS = 3_600_000;
/** A day that the worker was away for is made up for within this many days. */
const LOOK_BACK_DAYS = 7;

/** The network's days (UTC+8) whose fees are known: over, and past the time in which their payments can be cancelled. */
export function daysWithFees(nowMs: number): readonly Day[] {
  const last = addDays(utc8Day(nowMs - HOUR_MS), -1);
  return Array.from({ length: LOOK_BACK_DAYS }, (_, back) => addDays(last, -back));
}

/** One entry for a wallet and a day of the network makes the day's fees known once for ever. */
export function feeKey(walletId: string, dayOn: Day): string {
  return `network_fee:${walletId}:${dayOn}`;
}

/**
 * What a day costs at a wallet: we owe the network its fee, apart from what it owes us and from what the merchants owe
 * us. Yen.
 */
export function feeEntry(
  deps: { readonly now: number; readonly newId: (kind: "entry") => string },
  fee: { readonly walletId: string; readonly dayOn: Day; readonly feeMinor: bigint },
): NewEntry {
  const endMs = utc8DayStartMs(addDays(fee.dayOn, 1)) - 1;
  return {
    id: deps.newId("entry"),
    key: feeKey(fee.walletId, fee.dayOn),
    kind: "network_fee",
    reference: `${fee.walletId}:${fee.dayOn}`,
    tenantId: ACQUIRER_TENANT,
    businessDayOn: jstDay(endMs),
    occurredAtMs: endMs,
    bookedAtMs: deps.now,
    postings: [
      {
        from: accounts.networkFeePayable(fee.walletId),
        to: accounts.networkFeeExpense(fee.walletId),
        amountMinor: fee.feeMinor,
        currency: "JPY",
      },
    ],
  };
}
