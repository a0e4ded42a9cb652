/**
 * The slow, obvious model that a soak compares the books with. It keeps what the network holds to be true and what the
 * shops asked for, one thing at a time, and adds it up at the end; it knows nothing of keys, states or entries.
 */
export type ModelPayment = {
  readonly shop: number;
  /** Noren's payment: known for an order from the start, for a push when it is answered. */
  readonly id: string;
  readonly networkId: string;
  readonly walletId: string;
  readonly amountMinor: bigint;
  /** The message that brought it, to be sent again. */
  readonly message: Record<string, unknown>;
  readonly origin: "push" | "entry";
  /** How it stands at the network. An order is open until the shopper pays, declines, or it is cancelled. */
  truth: "open" | "paid" | "failed" | "cancelled";
  /** The network knows of it; an order whose `pay` never arrived cannot be paid. */
  placed: boolean;
};

export type ModelRefund = {
  readonly refundId: string;
  readonly payment: ModelPayment;
  readonly amountMinor: bigint;
  /** Whether the network will make it or refuse it for good. */
  readonly granted: boolean;
};

export type ModelDispute = {
  readonly networkDisputeId: string;
  readonly payment: ModelPayment;
  readonly amountMinor: bigint;
  /** How the network judges a contest. */
  readonly judgement: "WON" | "LOST";
  answer: "none" | "contest" | "accept";
};

export type Model = {
  readonly payments: ModelPayment[];
  readonly refunds: ModelRefund[];
  readonly disputes: ModelDispute[];
};

/** What is left of a payment for its shop: nothing unless it is paid; less what was given back, and what was lost. */
export function leftOf(model: Model, payment: ModelPayment, held: ReadonlySet<string>): bigint {
  if (payment.truth !== "paid") return 0n;
  let left = payment.amountMinor;
  for (const refund of model.refunds) {
    if (refund.payment === payment && refund.granted && !held.has(refund.refundId))
      left -= refund.amountMinor;
  }
  for (const dispute of model.disputes) {
    if (dispute.payment !== payment) continue;
    // Unanswered until its deadline is lost, and so is what the shop accepts.
    if (dispute.answer !== "contest" || dispute.judgement === "LOST") left -= dispute.amountMinor;
  }
  return left;
}

/** What a merchant is owed. @param held refunds that wait for sales, which have taken nothing */
export function owedByModel(model: Model, shop: number, held: ReadonlySet<string>): bigint {
  let owed = 0n;
  for (const payment of model.payments) if (payment.shop === shop) owed += leftOf(model, payment, held);
  return owed;
}

/** What the network owes for a wallet: the same sums, by wallet instead of by shop. */
export function receivableByModel(model: Model, walletId: string, held: ReadonlySet<string>): bigint {
  let owed = 0n;
  for (const payment of model.payments)
    if (payment.walletId === walletId) owed += leftOf(model, payment, held);
  return owed;
}

export type Dice = {
  /** A whole number from 0 up to, not including, the bound. */
  readonly below: (bound: number) => number;
  readonly chance: (percent: number) => boolean;
};

/** Equal seeds throw equal dice (mulberry32), so that a failing history can be lived again. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (bound: number) => next() % bound;
  return { below, chance: (percent) => below(100) < percent };
}
