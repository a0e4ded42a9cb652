/** What a clerk should look at while the shopper is still there. Nothing is ever given back because of a flag. */
export const PAYMENT_FLAGS = ["possible_duplicate", "possible_typo"] as const;
export type PaymentFlag = (typeof PAYMENT_FLAGS)[number];

/** Payments that follow each other this closely may be one purchase that was paid twice. */
export const DUPLICATE_WITHIN_MS = 10 * 60_000;
/** A store's usual basket is read from this many of its newest payments. */
export const USUAL_OF_LAST = 200;
/** Below this many payments a store has no usual basket yet. */
export const USUAL_NEEDS = 20;
/** Ten times too much or too little: a digit too many, or one that was left out. */
const DIGIT = 10n;

/** What is usual at a store, in yen: the middle of its last payments, and the ends that one in twenty lies beyond. */
export type UsualBasket = {
  readonly payments: number;
  readonly lowMinor: bigint;
  readonly middleMinor: bigint;
  readonly highMinor: bigint;
};

/**
 * Whether an amount looks as if a digit was typed too often or left out: ten times from the middle and outside of
 * what the store usually takes, so that a shop of small and large baskets is not warned all day.
 */
export function isUnusualAmount(amountMinor: bigint, usual: UsualBasket | undefined): boolean {
  if (usual === undefined || usual.payments < USUAL_NEEDS) return false;
  const isHigh = amountMinor >= usual.middleMinor * DIGIT && amountMinor > usual.highMinor;
  const isLow = amountMinor * DIGIT <= usual.middleMinor && amountMinor < usual.lowMinor;
  return isHigh || isLow;
}

/** The flags of a payment that stands as a sale. */
export function flagsOf(of: {
  readonly amountMinor: bigint;
  /** The same shopper paid the same amount at the same store shortly before. */
  readonly follows: boolean;
  readonly usual: UsualBasket | undefined;
}): PaymentFlag[] {
  const flags: PaymentFlag[] = of.follows ? ["possible_duplicate"] : [];
  if (isUnusualAmount(of.amountMinor, of.usual)) flags.push("possible_typo");
  return flags;
}
