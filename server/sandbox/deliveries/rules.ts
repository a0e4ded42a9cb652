export const DELIVERY_KINDS = [
  "notifyPayment",
  "notifyRegistrationStatus",
  "pushPayment",
  "inquiryPushPayment",
  "initiateRetrieval",
  "initiateEscalation",
] as const;
/** The calls that the network makes to Noren from its queue. */
export type DeliveryKind = (typeof DELIVERY_KINDS)[number];

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Waiting times after the first, second, … failed attempt at a notice; after the last one it is given up. */
export const RETRY_DELAYS_MS: readonly number[] = [
  2 * SECOND_MS,
  5 * SECOND_MS,
  15 * SECOND_MS,
  MINUTE_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  10 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  6 * HOUR_MS,
  15 * HOUR_MS,
];

/** When a notice is tried again after `attempts` failed attempts, or null when it is given up. */
export function nextAttemptAt(attempts: number, nowMs: number): number | null {
  const delay = RETRY_DELAYS_MS[attempts - 1];
  return delay === undefined ? null : nowMs + delay;
}

/** The network's times between inquiries about a push whose answer it does not know. */
export const INQUIRY_DELAYS_MS: readonly number[] = [
  4 * SECOND_MS,
  4 * SECOND_MS,
  30 * SECOND_MS,
  60 * SECOND_MS,
  60 * SECOND_MS,
  60 * SECOND_MS,
  5 * MINUTE_MS,
  5 * MINUTE_MS,
];

/** When inquiry number `asked + 1` is due, or null when the network stops asking. */
export function nextInquiryAt(asked: number, nowMs: number): number | null {
  const delay = INQUIRY_DELAYS_MS[asked];
  return delay === undefined ? null : nowMs + delay;
}
