/** States of a payment as Noren keeps it. What is refunded of it is derived from its refunds, not a state. */
export const PAYMENT_STATES = [
  "created",
  "pending",
  "succeeded",
  "failed",
  "expired",
  "cancel_requested",
  "cancelled",
  "reversal_due",
  "reversed",
] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

/** The only transition table of a payment. A success after the end is money to give back, never a sale. */
export const PAYMENT_TRANSITIONS = {
  created: ["pending"],
  pending: ["succeeded", "failed", "expired", "cancel_requested"],
  succeeded: ["cancel_requested"],
  failed: ["reversal_due"],
  expired: ["reversal_due"],
  cancel_requested: ["cancelled"],
  cancelled: ["reversal_due"],
  reversal_due: ["reversed"],
  reversed: [],
} as const satisfies Record<PaymentState, readonly PaymentState[]>;

/** May a payment go from one state to the other in one step? */
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

/** How a payment came about: an order placed from the entry page, or a push by a wallet that read the code itself. */
export const PAYMENT_ORIGINS = ["entry", "push"] as const;
export type PaymentOrigin = (typeof PAYMENT_ORIGINS)[number];

const PAYMENT_ID = /^pay_\d{20}$/;

/** Whether a text is a payment's id. */
export function isPaymentId(text: string): boolean {
  return PAYMENT_ID.test(text);
}

/** The 20-digit number of a payment's id; its last four are read aloud at the till. */
export function paymentNumber(paymentId: string): string {
  return paymentId.slice(4);
}

/** Pushes and successes share their keys, so that one id of the network posts once, whichever call brings it. */
export function moneyKey(networkPaymentId: string): string {
  return `payment:${networkPaymentId}`;
}

/** What the network says about a payment: final success, final failure, cancelled, or nothing that is known yet. */
export type NetworkOutcome = "success" | "failure" | "closed" | "cancelled" | "unknown";

/** Reads the result of a payment. Two failures say why the order ended, and both ends can be overtaken by a success. */
export function outcomeOf(result: {
  readonly resultStatus: string;
  readonly resultCode: string;
}): NetworkOutcome {
  if (result.resultStatus === "S") return "success";
  if (result.resultStatus !== "F") return "unknown";
  if (result.resultCode === "ORDER_IS_CLOSED") return "closed";
  return result.resultCode === "ORDER_IS_CANCELED" ? "cancelled" : "failure";
}

/** What an outcome changes: a new state, and with it an entry in the books; or nothing. */
export type OutcomeDecision =
  | {
      readonly kind: "move";
      readonly to: PaymentState;
      readonly book: "sale" | "late_success" | "undo_sale" | null;
    }
  /** The wallet took the money while a cancel is under way: remembered, since the cancel gives it back. */
  | { readonly kind: "note_success" }
  /** Known already. */
  | { readonly kind: "same" }
  /** Says the opposite of what is final. */
  | { readonly kind: "contradicts" };

/**
 * What the network's word on a payment does to it. An order that is only created is pending at the network before
 * its answer is known here, so an outcome passes through `pending`.
 * @param booked whether the sale stands in the books, which a cancel then undoes
 */
export function decideOutcome(
  state: PaymentState,
  outcome: NetworkOutcome,
  booked: boolean,
): OutcomeDecision {
  if (outcome === "unknown") return { kind: "same" };
  if (outcome === "success") return decideSuccess(state);
  switch (state) {
    case "created":
    case "pending":
      return { kind: "move", to: outcome === "closed" ? "expired" : "failed", book: null };
    case "cancel_requested":
      if (outcome !== "cancelled") return { kind: "same" };
      return { kind: "move", to: "cancelled", book: booked ? "undo_sale" : null };
    case "succeeded":
      return { kind: "contradicts" };
    case "failed":
    case "expired":
    case "cancelled":
    // An old word about the end that the success overtook; only the reversal itself closes what is due.
    case "reversal_due":
    case "reversed":
      return { kind: "same" };
  }
}

function decideSuccess(state: PaymentState): OutcomeDecision {
  switch (state) {
    case "created":
    case "pending":
      return { kind: "move", to: "succeeded", book: "sale" };
    case "failed":
    case "expired":
    case "cancelled":
      return { kind: "move", to: "reversal_due", book: "late_success" };
    case "cancel_requested":
      return { kind: "note_success" };
    case "succeeded":
    case "reversal_due":
    case "reversed":
      return { kind: "same" };
  }
}

/** Steps from one state to another along the table, or null when the table has no way. */
export function stepsTo(from: PaymentState, to: PaymentState): readonly PaymentState[] | null {
  if (canTransition(from, to)) return [to];
  return from === "created" && canTransition("pending", to) ? ["pending", to] : null;
}

/** What stands behind a code at the moment of a payment. */
export type CodeStandingFacts = {
  readonly acceptsPayment: boolean;
  readonly storeState: string;
  readonly merchantState: string;
  readonly registered: boolean;
};

/** Why a payment at a code is refused, or null when it is accepted. A suspended shop is not told from the outside
 * by anything but this code; a closed one is as good as unknown. */
export function refusalAt(
  standing: CodeStandingFacts | null,
): "INVALID_CODE" | "RISK_REJECT" | "MERCHANT_NOT_REGISTERED" | null {
  if (standing === null || !standing.acceptsPayment) return "INVALID_CODE";
  const states = [standing.storeState, standing.merchantState];
  if (states.includes("terminated")) return "INVALID_CODE";
  if (states.some((state) => state !== "active")) return "RISK_REJECT";
  return standing.registered ? null : "MERCHANT_NOT_REGISTERED";
}
