import { jstDay } from "@/server/kernel/calendar";
import type { IdKind } from "@/server/kernel/ids";
import { type Account, accounts, type EntryKind, type NewEntry } from "@/server/ledger/rules";

/** What an entry needs from outside: the instant of booking and an id. */
type BookingDeps = { readonly now: number; readonly newId: (kind: IdKind) => string };

/** A payment as its entries name it. Amounts in yen, instants in epoch milliseconds. */
export type BookedPayment = {
  readonly paymentId: string;
  readonly tenantId: string;
  readonly payoutGroupId: string;
  readonly walletId: string;
  readonly amountMinor: bigint;
};

type Move = {
  readonly key: string;
  readonly kind: EntryKind;
  readonly reference: string;
  readonly from: Account;
  readonly to: Account;
  readonly occurredAtMs: number;
};

function entryOf(
  deps: BookingDeps,
  of: { readonly tenantId: string; readonly amountMinor: bigint },
  move: Move,
): NewEntry {
  return {
    id: deps.newId("entry"),
    key: move.key,
    kind: move.kind,
    reference: move.reference,
    tenantId: of.tenantId,
    businessDayOn: jstDay(move.occurredAtMs),
    occurredAtMs: move.occurredAtMs,
    bookedAtMs: deps.now,
    postings: [{ from: move.from, to: move.to, amountMinor: of.amountMinor, currency: "JPY" }],
  };
}

/** A sale: we owe the merchant what the network owes us. */
export function saleEntry(deps: BookingDeps, payment: BookedPayment, paidAtMs: number): NewEntry {
  return entryOf(deps, payment, {
    key: `payment:${payment.paymentId}`,
    kind: "payment",
    reference: payment.paymentId,
    from: accounts.merchantPayable(payment.tenantId, payment.payoutGroupId),
    to: accounts.networkReceivable(payment.walletId),
    occurredAtMs: paidAtMs,
  });
}

/** A sale that is cancelled in full: the same amount the other way. */
export function undoneSaleEntry(deps: BookingDeps, payment: BookedPayment): NewEntry {
  return entryOf(deps, payment, {
    key: `cancelled:${payment.paymentId}`,
    kind: "reversal",
    reference: payment.paymentId,
    from: accounts.networkReceivable(payment.walletId),
    to: accounts.merchantPayable(payment.tenantId, payment.payoutGroupId),
    occurredAtMs: deps.now,
  });
}

/** A success that came after the end: money to give back, in which the merchant has no part. */
export function lateSuccessEntry(deps: BookingDeps, payment: BookedPayment, paidAtMs: number): NewEntry {
  return entryOf(deps, payment, {
    key: `late:${payment.paymentId}`,
    kind: "late_success",
    reference: payment.paymentId,
    from: accounts.reversalsDue,
    to: accounts.networkReceivable(payment.walletId),
    occurredAtMs: paidAtMs,
  });
}

/** The late success has been given back. */
export function reversedEntry(deps: BookingDeps, payment: BookedPayment): NewEntry {
  return entryOf(deps, payment, {
    key: `reversed:${payment.paymentId}`,
    kind: "reversal",
    reference: payment.paymentId,
    from: accounts.networkReceivable(payment.walletId),
    to: accounts.reversalsDue,
    occurredAtMs: deps.now,
  });
}

/** A refund as its entries name it. */
export type BookedRefund = {
  readonly refundId: string;
  readonly tenantId: string;
  readonly payoutGroupId: string;
  readonly walletId: string;
  readonly amountMinor: bigint;
};

/** A refund asked for: set aside from what we owe the merchant. */
export function refundOpenedEntry(deps: BookingDeps, refund: BookedRefund): NewEntry {
  return entryOf(deps, refund, {
    key: `refund_opened:${refund.refundId}`,
    kind: "refund_opened",
    reference: refund.refundId,
    from: accounts.merchantReserve(refund.tenantId, refund.payoutGroupId),
    to: accounts.merchantPayable(refund.tenantId, refund.payoutGroupId),
    occurredAtMs: deps.now,
  });
}

/** The wallet has the money back. */
export function refundDoneEntry(deps: BookingDeps, refund: BookedRefund): NewEntry {
  return entryOf(deps, refund, {
    key: `refund_settled:${refund.refundId}`,
    kind: "refund_done",
    reference: refund.refundId,
    from: accounts.networkReceivable(refund.walletId),
    to: accounts.merchantReserve(refund.tenantId, refund.payoutGroupId),
    occurredAtMs: deps.now,
  });
}

/** The network refused the refund: the merchant has it back. The same key as `done`, so that only one can happen. */
export function refundRefusedEntry(deps: BookingDeps, refund: BookedRefund): NewEntry {
  return entryOf(deps, refund, {
    key: `refund_settled:${refund.refundId}`,
    kind: "refund_refused",
    reference: refund.refundId,
    from: accounts.merchantPayable(refund.tenantId, refund.payoutGroupId),
    to: accounts.merchantReserve(refund.tenantId, refund.payoutGroupId),
    occurredAtMs: deps.now,
  });
}

/** A dispute as its entries name it; each round of it is set aside and settled once. */
export type BookedDispute = Omit<BookedRefund, "refundId"> & {
  readonly disputeId: string;
  readonly round: number;
};

/** A shopper objects: the amount is set aside from what we owe the merchant. */
export function disputeOpenedEntry(deps: BookingDeps, dispute: BookedDispute): NewEntry {
  return entryOf(deps, dispute, {
    key: `dispute_opened:${dispute.disputeId}:${dispute.round}`,
    kind: "dispute_opened",
    reference: dispute.disputeId,
    from: accounts.merchantReserve(dispute.tenantId, dispute.payoutGroupId),
    to: accounts.merchantPayable(dispute.tenantId, dispute.payoutGroupId),
    occurredAtMs: deps.now,
  });
}

/** The dispute is over: lost or expired, the network keeps the money; won, the merchant has it back. One key for both. */
export function disputeSettledEntry(deps: BookingDeps, dispute: BookedDispute, isWon: boolean): NewEntry {
  return entryOf(deps, dispute, {
    key: `dispute_settled:${dispute.disputeId}:${dispute.round}`,
    kind: isWon ? "dispute_won" : "dispute_lost",
    reference: dispute.disputeId,
    from: isWon
      ? accounts.merchantPayable(dispute.tenantId, dispute.payoutGroupId)
      : accounts.networkReceivable(dispute.walletId),
    to: accounts.merchantReserve(dispute.tenantId, dispute.payoutGroupId),
    occurredAtMs: deps.now,
  });
}
