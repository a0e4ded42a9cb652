import type { Tone } from "@/app/_ui/tone";
import type { PaymentSummary } from "@/server/payments/queries";
import type { RefundState } from "@/server/payments/refunds/rules";
import type { PaymentState } from "@/server/payments/rules";

/** What a payment's state means for the shop. */
export const PAYMENT_TONES: Readonly<Record<PaymentState, Tone>> = {
  created: "waiting",
  pending: "waiting",
  succeeded: "good",
  failed: "neutral",
  expired: "neutral",
  cancel_requested: "waiting",
  cancelled: "neutral",
  reversal_due: "waiting",
  reversed: "neutral",
};

/** What a refund's state means for the shop. */
export const REFUND_TONES: Readonly<Record<RefundState, Tone>> = {
  requested: "waiting",
  held: "waiting",
  at_wallet: "waiting",
  done: "good",
  refused: "attention",
};

/** The four digits that the customer's screen shows: those of the wallet's number when the wallet began the payment. */
export function shownLast4(payment: Pick<PaymentSummary, "origin" | "last4" | "networkLast4">): string {
  return payment.origin === "push" ? (payment.networkLast4 ?? payment.last4) : payment.last4;
}

/** When the payment was made, or begun while it is not paid, in epoch milliseconds. */
export function paymentMoment(payment: Pick<PaymentSummary, "paidAtMs" | "createdAtMs">): number {
  return payment.paidAtMs ?? payment.createdAtMs;
}
