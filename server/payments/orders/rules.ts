/** How long a shopper has to pay. */
export const ORDER_LIFETIME_MS = 10 * 60_000;

/** A cancel is asked for only this long after the order has expired. */
export const CANCEL_AFTER_EXPIRY_MS = 30_000;

const FIRST_INQUIRIES_MS = [5_000, 10_000, 20_000, 40_000] as const;
const LAST_OF_FIRST_MS = 40_000;
const LATER_INQUIRIES_MS = 60_000;

/**
 * When to ask about an order next: 5, 10, 20 and 40 seconds after it was placed, then every 60 seconds, once more
 * when it expires, and at last when its cancel is due.
 * @param inquiries how many times it has been asked about
 */
export function nextInquiryAtMs(order: {
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly inquiries: number;
  readonly nowMs: number;
}): number {
  const { createdAtMs, expiresAtMs, inquiries, nowMs } = order;
  const last = FIRST_INQUIRIES_MS.length - 1;
  const planned = FIRST_INQUIRIES_MS[inquiries] ?? LAST_OF_FIRST_MS + (inquiries - last) * LATER_INQUIRIES_MS;
  const at = Math.max(createdAtMs + planned, nowMs + 1_000);
  if (at < expiresAtMs) return at;
  return nowMs < expiresAtMs ? expiresAtMs : expiresAtMs + CANCEL_AFTER_EXPIRY_MS;
}

/** What to do about an order whose next look is due. */
export function dueStep(expiresAtMs: number, nowMs: number): "inquire" | "cancel" {
  return nowMs >= expiresAtMs + CANCEL_AFTER_EXPIRY_MS ? "cancel" : "inquire";
}
