import { formatMoney, jpy } from "@/server/kernel/money";
import type { MerchantRole } from "@/server/kernel/permissions";
import type { PaymentState } from "../rules";

export const REFUND_STATES = ["requested", "held", "at_wallet", "done", "refused"] as const;
/** `at_wallet` has been sent and is not confirmed; only `done` may be shown as refunded. */
export type RefundState = (typeof REFUND_STATES)[number];

/** The only transition table of a refund. */
export const REFUND_TRANSITIONS = {
  requested: ["held", "at_wallet"],
  held: ["at_wallet", "refused"],
  at_wallet: ["done", "refused"],
  done: [],
  refused: [],
} as const satisfies Record<RefundState, readonly RefundState[]>;

/** May a refund go from one state to the other? */
export function canTransition(from: RefundState, to: RefundState): boolean {
  const targets: readonly RefundState[] = REFUND_TRANSITIONS[from];
  return targets.includes(to);
}

/** Narrows a stored state. @throws RangeError for a text that is none */
export function toRefundState(text: string): RefundState {
  const state = REFUND_STATES.find((known) => known === text);
  if (state === undefined) throw new RangeError(`no state of a refund: ${text}`);
  return state;
}

const DAY_MS = 86_400_000;

/** A wallet's rule for refunds, which is data. */
export type RefundPolicy = { readonly maxRefunds: number; readonly windowDays: number };

export type RefundablePayment = {
  readonly state: PaymentState;
  readonly amountMinor: bigint;
  readonly paidAtMs: number | null;
  /** Every refund of the payment, refused ones included. */
  readonly refunds: readonly { readonly amountMinor: bigint; readonly state: RefundState }[];
  /** Disputed and not won: set aside or gone already. */
  readonly disputedMinor: bigint;
  readonly policy: RefundPolicy;
};

/** How a payment stands towards a refund, shown before anyone presses the button. */
export type RefundStanding = {
  readonly remainingMinor: bigint;
  readonly refundsLeft: number;
  /** The last instant at which a refund can be asked for, or null before the payment is paid. */
  readonly closesAtMs: number | null;
};

/** What is left to give back, how often, and until when. A refused refund counts for nothing. */
export function refundStanding(payment: RefundablePayment): RefundStanding {
  const counted = payment.refunds.filter((refund) => refund.state !== "refused");
  const asked = counted.reduce((sum, refund) => sum + refund.amountMinor, 0n);
  const remaining = payment.amountMinor - asked - payment.disputedMinor;
  const closesAtMs = payment.paidAtMs === null ? null : payment.paidAtMs + payment.policy.windowDays * DAY_MS;
  return {
    remainingMinor: remaining > 0n ? remaining : 0n,
    refundsLeft: Math.max(payment.policy.maxRefunds - counted.length, 0),
    closesAtMs,
  };
}

export type RefundRefusal = {
  readonly code:
    | "payment_state"
    | "refund_window_closed"
    | "refund_count_exceeded"
    | "refund_exceeds_payment"
    | "amount_out_of_range";
  readonly params: Readonly<Record<string, string | number>>;
};

/** Why a refund of an amount cannot be asked for, or null when it can. */
export function refusalOfRefund(
  payment: RefundablePayment,
  amountMinor: bigint,
  nowMs: number,
): RefundRefusal | null {
  const standing = refundStanding(payment);
  if (payment.state !== "succeeded" || standing.closesAtMs === null)
    return { code: "payment_state", params: {} };
  if (nowMs > standing.closesAtMs)
    return { code: "refund_window_closed", params: { days: payment.policy.windowDays } };
  if (standing.refundsLeft === 0)
    return { code: "refund_count_exceeded", params: { max: payment.policy.maxRefunds } };
  const remaining = formatMoney(jpy(standing.remainingMinor));
  if (amountMinor <= 0n)
    return { code: "amount_out_of_range", params: { min: formatMoney(jpy(1n)), max: remaining } };
  if (amountMinor > standing.remainingMinor) return { code: "refund_exceeds_payment", params: { remaining } };
  return null;
}

/**
 * Whether a refund waits until the merchant has sold more: it may carry the balance below zero by the contract's
 * limit and no further.
 */
export function isHeld(balanceMinor: bigint, amountMinor: bigint, negativeLimitMinor: bigint): boolean {
  return balanceMinor - amountMinor < -negativeLimitMinor;
}

/** How long an attempt that brought no answer waits before the next, in milliseconds: 2 s, 4 s, … at most an hour. */
export function retryDelayMs(attempts: number): number {
  return Math.min(2 ** Math.min(attempts, 12) * 1_000, 3_600_000);
}

/** The most that one refund of a manager may give back; yen. An owner decides about more. */
const MANAGER_LIMIT_MINOR = 100_000n;

/** The most that one refund of a role may give back in yen, or null where there is no limit. */
export function refundLimitOf(role: MerchantRole): bigint | null {
  return role === "owner" ? null : MANAGER_LIMIT_MINOR;
}

/** From this sum on a refund asks for a second factor that was given a moment ago (G19); yen. */
const STEP_UP_REFUND_MINOR = 50_000n;

/** Does a refund of this sum ask for a second factor? */
export function refundNeedsStepUp(amountMinor: bigint): boolean {
  return amountMinor >= STEP_UP_REFUND_MINOR;
}

/**
 * Names a refund by what its screen showed: the payment, and how many refunds it had. However often, in however many
 * tabs, or after whatever reload the same refund is asked for, it is one; the next one, which may well be equal, is
 * asked for from a screen that shows this one.
 */
export function refundRequestId(paymentId: string, refundsShown: number): string {
  return `${paymentId}-refund-${refundsShown + 1}`;
}

/** What a refund does to a merchant's balance: it is covered, leaves a debt that later sales pay, or waits. */
export type RefundBurden = "covered" | "debt" | "held";

/** The burden of a refund, as its screen says before the button is pressed. */
export function burdenOfRefund(
  balance: { readonly owedMinor: bigint; readonly negativeLimitMinor: bigint },
  amountMinor: bigint,
): RefundBurden {
  if (isHeld(balance.owedMinor, amountMinor, balance.negativeLimitMinor)) return "held";
  return balance.owedMinor < amountMinor ? "debt" : "covered";
}

/** Why the network refused, as people are told; what it says otherwise is shown by its code. */
export const REFUSAL_REASONS = {
  REFUND_WINDOW_EXCEED: "window",
  MULTIPLE_REFUND_NOT_SUPPORTED: "count",
  REFUND_AMOUNT_EXCEED: "amount",
  ORDER_IS_CANCELED: "cancelled",
  ORDER_STATUS_INVALID: "cancelled",
  ORDER_NOT_EXIST: "unknown",
  USER_STATUS_ABNORMAL: "account",
  USER_BALANCE_NOT_ENOUGH: "balance",
  USER_CANCELED: "declined",
  ORDER_IS_CLOSED: "closed",
  RISK_REJECT: "risk",
} as const satisfies Record<string, string>;
export type RefusalReason = (typeof REFUSAL_REASONS)[keyof typeof REFUSAL_REASONS] | "other";

/** The reason behind a code of the network's, for refunds and for payments that failed. */
export function refusalReasonOf(code: string): RefusalReason {
  const known = new Map<string, RefusalReason>(Object.entries(REFUSAL_REASONS));
  return known.get(code) ?? "other";
}
