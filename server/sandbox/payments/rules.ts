import { addDays, utc8Day, utc8DayStartMs } from "@/server/kernel/calendar";
import type { Misbehaviour, ResultCode } from "../rules";
import type { WalletId } from "../wallets/rules";
import { WALLETS } from "../wallets/wallets.data";

export const PAYMENT_STATES = ["pending", "succeeded", "failed", "expired", "cancelled"] as const;
/** The state of a payment as the network sees it. */
export type PaymentState = (typeof PAYMENT_STATES)[number];

/**
 * What may follow what. A success after a cancel or an expiry is the fault `late_success`: the wallet took the money
 * although the network had closed the order, and only another cancel gives it back.
 */
export const PAYMENT_TRANSITIONS = {
  pending: ["succeeded", "failed", "expired", "cancelled"],
  succeeded: ["cancelled"],
  failed: ["cancelled"],
  expired: ["cancelled", "succeeded"],
  cancelled: ["succeeded"],
} as const satisfies Record<PaymentState, readonly PaymentState[]>;

/** May a payment go from one state to the other? */
export function canTransition(from: PaymentState, to: PaymentState): boolean {
  const targets: readonly PaymentState[] = PAYMENT_TRANSITIONS[from];
  return targets.includes(to);
}

/** Narrows a stored state. @throws RangeError for a text that is none */
export function toPaymentState(text: string): PaymentState {
  const state = PAYMENT_STATES.find((known) => known === text);
  if (state === undefined) throw new RangeError(`no state of a payment: ${text}`);
  return state;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The last instant at which a payment can be cancelled: 00:15 UTC+8 of the day after it. */
export function cancelDeadlineMs(paymentAtMs: number): number {
  return utc8DayStartMs(addDays(utc8Day(paymentAtMs), 1)) + 15 * MINUTE_MS;
}

type Standing = {
  readonly state: PaymentState;
  readonly createdAt: number;
  readonly paidAt: number | null;
  readonly refunds: number;
};

/** What a cancel of this payment does: cancels, finds it cancelled already, or is refused. */
export function decideCancel(payment: Standing, nowMs: number): "cancel" | "already" | ResultCode {
  if (payment.state === "cancelled") return "already";
  if (payment.refunds > 0) return "ORDER_STATUS_INVALID";
  if (nowMs > cancelDeadlineMs(payment.paidAt ?? payment.createdAt)) return "CANCEL_WINDOW_EXCEED";
  return "cancel";
}

/** Whether a refund is allowed under the wallet's policy. */
export function decideRefund(
  payment: {
    readonly walletId: WalletId;
    readonly state: PaymentState;
    readonly paidAt: number | null;
    readonly amountMinor: bigint;
    readonly refunds: number;
    readonly refundedMinor: bigint;
  },
  refundMinor: bigint,
  nowMs: number,
): "refund" | ResultCode {
  if (payment.state === "cancelled") return "ORDER_IS_CANCELED";
  if (payment.state !== "succeeded" || payment.paidAt === null) return "ORDER_STATUS_INVALID";
  const policy = WALLETS[payment.walletId];
  if (nowMs > payment.paidAt + policy.refundWindowDays * DAY_MS) return "REFUND_WINDOW_EXCEED";
  if (payment.refunds >= policy.maxRefunds) return "MULTIPLE_REFUND_NOT_SUPPORTED";
  if (payment.refundedMinor + refundMinor > payment.amountMinor) return "REFUND_AMOUNT_EXCEED";
  return "refund";
}

/** How long the network takes over things, in milliseconds. Tests shorten them. */
export type Pace = {
  readonly slowMs: number;
  readonly lateMs: number;
  readonly heldMs: number;
  readonly duplicateMs: number;
  readonly registrationMs: number;
  readonly callTimeoutMs: number;
};

export const DEFAULT_PACE: Pace = {
  slowMs: 8_000,
  lateMs: 2_000,
  heldMs: 30_000,
  duplicateMs: 2_000,
  registrationMs: 1_500,
  callTimeoutMs: 5_000,
};

export type Confirmation =
  | { readonly kind: "succeed" }
  | { readonly kind: "fail"; readonly code: ResultCode }
  | { readonly kind: "settle_at"; readonly at: number }
  | { readonly kind: "wait_for_close" };

/** What pressing the pay button leads to. */
export function decideConfirmation(misbehave: Misbehaviour, nowMs: number, pace: Pace): Confirmation {
  switch (misbehave) {
    case "insufficient_balance":
      return { kind: "fail", code: "USER_BALANCE_NOT_ENOUGH" };
    case "slow":
    case "no_answer":
      return { kind: "settle_at", at: nowMs + pace.slowMs };
    case "late_success":
      return { kind: "wait_for_close" };
    case "none":
    case "duplicate":
    case "out_of_order":
    case "lost_notification":
      return { kind: "succeed" };
  }
}

/** One notice to send: when, and whether it waits until a later payment's notice has gone first. */
export type Notice = { readonly dueAt: number; readonly held: boolean };

/** The notices that a final result causes: usually one, none when lost, three when duplicated. */
export function noticesFor(misbehave: Misbehaviour, nowMs: number, pace: Pace): readonly Notice[] {
  switch (misbehave) {
    case "lost_notification":
      return [];
    case "duplicate":
      return [
        { dueAt: nowMs, held: false },
        { dueAt: nowMs, held: false },
        { dueAt: nowMs + pace.duplicateMs, held: false },
      ];
    case "out_of_order":
      return [{ dueAt: nowMs + pace.heldMs, held: true }];
    case "none":
    case "slow":
    case "no_answer":
    case "late_success":
    case "insufficient_balance":
      return [{ dueAt: nowMs, held: false }];
  }
}

/** The result of a payment as `paymentResult` says it: S, F with the reason, or U while nobody knows. */
export function paymentResultCode(state: PaymentState, failureCode: ResultCode | null): ResultCode {
  switch (state) {
    case "succeeded":
      return "SUCCESS";
    case "pending":
      return "PAYMENT_IN_PROCESS";
    case "cancelled":
      return "ORDER_IS_CANCELED";
    case "expired":
      return "ORDER_IS_CLOSED";
    case "failed":
      return failureCode ?? "UNKNOWN_EXCEPTION";
  }
}
