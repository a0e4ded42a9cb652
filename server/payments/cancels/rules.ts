import { addDays, utc8Day, utc8DayStartMs } from "@/server/kernel/calendar";
import type { PaymentState } from "../rules";
import { stepsTo } from "../rules";

/** A cancel is asked for until it is confirmed; a success that arrives after the end is given back the same way. */
export const CANCEL_STATES = ["requested", "reversing", "done"] as const;
export type CancelState = (typeof CANCEL_STATES)[number];

/** The only transition table of a cancel. What is done is opened again by a success that comes late. */
export const CANCEL_TRANSITIONS = {
  requested: ["done", "reversing"],
  done: ["reversing"],
  reversing: ["done"],
} as const satisfies Record<CancelState, readonly CancelState[]>;

/** May a cancel go from one state to the other? */
export function canTransitionCancel(from: CancelState, to: CancelState): boolean {
  const targets: readonly CancelState[] = CANCEL_TRANSITIONS[from];
  return targets.includes(to);
}

const AFTER_MIDNIGHT_MS = 15 * 60_000;

/**
 * The last instant at which the network cancels a payment: 00:15 UTC+8 of the day after it, 01:15 in Japan
 * (network-api). After that only a refund gives the money back.
 */
export function cancelDeadlineMs(paymentAtMs: number): number {
  return utc8DayStartMs(addDays(utc8Day(paymentAtMs), 1)) + AFTER_MIDNIGHT_MS;
}

/** Why a cancel cannot be asked for, or null when it can. An order that nobody has settled has no deadline. */
export function refusalOfCancel(
  payment: {
    readonly state: PaymentState;
    readonly paidAtMs: number | null;
    /** Refunded in part or disputed: a payment is either cancelled as a whole or given back in these ways. */
    readonly isGivenBack: boolean;
  },
  nowMs: number,
): "payment_state" | "cancel_window_closed" | null {
  if (stepsTo(payment.state, "cancel_requested") === null || payment.isGivenBack) return "payment_state";
  if (payment.state !== "succeeded" || payment.paidAtMs === null) return null;
  return nowMs > cancelDeadlineMs(payment.paidAtMs) ? "cancel_window_closed" : null;
}
