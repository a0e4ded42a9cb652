export const LIMIT_SUBJECTS = ["wallet", "merchant", "store"] as const;
/** Whose limit it is. One of a wallet is counted for each store by itself: so much of that wallet at one shop. */
export type LimitSubject = (typeof LIMIT_SUBJECTS)[number];

export const LIMIT_MEASURES = ["payment_amount", "hour_count", "day_count", "day_amount"] as const;
/** Yen of one payment, payments of the last hour, payments and yen of the day in Japan. */
export type LimitMeasure = (typeof LIMIT_MEASURES)[number];

export type Limit = {
  readonly subject: LimitSubject;
  readonly subjectId: string;
  readonly measure: LimitMeasure;
  readonly most: bigint;
};

/** What was paid already: of the last hour and of the day. Yen. */
export type Usage = { readonly hourCount: bigint; readonly dayCount: bigint; readonly dayMinor: bigint };

export const NO_USAGE: Usage = { hourCount: 0n, dayCount: 0n, dayMinor: 0n };

/** Where a payment is to be made. */
export type PaymentPlace = {
  readonly walletId: string;
  readonly merchantId: string;
  readonly storeId: string;
};

/** The limits that a payment at a place has to keep. */
export function limitsOf(limits: readonly Limit[], place: PaymentPlace): readonly Limit[] {
  const ids = { wallet: place.walletId, merchant: place.merchantId, store: place.storeId };
  return limits.filter((limit) => limit.subjectId === ids[limit.subject]);
}

/** What a limit counts over: two payments with the same text add up. */
export function usageKey(limit: Pick<Limit, "subject">, place: PaymentPlace): string {
  if (limit.subject === "merchant") return `merchant ${place.merchantId}`;
  return limit.subject === "store" ? `store ${place.storeId}` : `store ${place.storeId} ${place.walletId}`;
}

/** Whether a payment of an amount would go beyond a limit, given what was paid before it. */
export function isBeyond(limit: Limit, used: Usage, amountMinor: bigint): boolean {
  switch (limit.measure) {
    case "payment_amount":
      return amountMinor > limit.most;
    case "hour_count":
      return used.hourCount + 1n > limit.most;
    case "day_count":
      return used.dayCount + 1n > limit.most;
    case "day_amount":
      return used.dayMinor + amountMinor > limit.most;
  }
}

/** Usage after one payment more. */
export function withPayment(used: Usage, amountMinor: bigint): Usage {
  return {
    hourCount: used.hourCount + 1n,
    dayCount: used.dayCount + 1n,
    dayMinor: used.dayMinor + amountMinor,
  };
}

/** Judges payments one after the other, so that those of one batch count for each other too. */
export function createJudge(
  limits: readonly Limit[],
  used: ReadonlyMap<string, Usage>,
): (place: PaymentPlace, amountMinor: bigint) => boolean {
  const counted = new Map(used);
  return (place, amountMinor) => {
    const mine = limitsOf(limits, place);
    const usage = (limit: Limit) => counted.get(usageKey(limit, place)) ?? NO_USAGE;
    if (mine.some((limit) => isBeyond(limit, usage(limit), amountMinor))) return false;
    for (const key of new Set(mine.map((limit) => usageKey(limit, place))))
      counted.set(key, withPayment(counted.get(key) ?? NO_USAGE, amountMinor));
    return true;
  };
}
