/** The slow, obvious model that a soak compares the books with: plain sums, one payment at a time. */
export type ModelPayment = {
  readonly shop: number;
  readonly id: string;
  readonly networkId: string;
  readonly amountMinor: bigint;
  readonly message: Record<string, unknown>;
  /** At most one refund of a payment, or its cancel, is asked for by the soak. */
  gone: "nothing" | "refund" | "cancel";
  givenBackMinor: bigint;
};

/** What a merchant is owed: every sale, less what was given back for good. */
export function owedByModel(payments: readonly ModelPayment[], shop: number): bigint {
  let owed = 0n;
  for (const payment of payments) {
    if (payment.shop === shop) owed += payment.amountMinor - payment.givenBackMinor;
  }
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
