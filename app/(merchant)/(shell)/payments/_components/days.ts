import { paymentMoment } from "@/app/_components/payments/payment-tone";
import { type Day, jstDay } from "@/server/kernel/calendar";
import type { PaymentSummary } from "@/server/payments/queries";

export type DayOfPayments = { readonly dayOn: Day; readonly payments: readonly PaymentSummary[] };

/** Payments under the days in Japan on which they were made, in the order in which they come. */
export function byDay(payments: readonly PaymentSummary[]): readonly DayOfPayments[] {
  const days = new Map<Day, PaymentSummary[]>();
  for (const payment of payments) {
    const dayOn = jstDay(paymentMoment(payment));
    const ofDay = days.get(dayOn) ?? [];
    ofDay.push(payment);
    days.set(dayOn, ofDay);
  }
  return [...days].map(([dayOn, ofDay]) => ({ dayOn, payments: ofDay }));
}

/** What was sold: payments that are final. Refunds are booked on their own day and stand in the payouts. */
export function totalOf(payments: readonly PaymentSummary[]): {
  readonly count: number;
  readonly totalMinor: bigint;
} {
  const paid = payments.filter((payment) => payment.state === "succeeded");
  const totalMinor = paid.reduce((sum, payment) => sum + payment.amountMinor, 0n);
  return { count: paid.length, totalMinor };
}
