import type { Permission } from "@/server/kernel/permissions";
import { retentionLine } from "@/server/privacy/retention/rules";

/**
 * What an endpoint can hear of, and what a person needs to see the same thing on a screen. The names are those of the
 * messages; one event of the product may become one of several.
 */
export const WEBHOOK_TYPES = {
  "payment.succeeded": { subject: "payment", needs: "payment:read" },
  "payment.cancelled": { subject: "payment", needs: "payment:read" },
  "refund.requested": { subject: "refund", needs: "payment:read" },
  "refund.done": { subject: "refund", needs: "payment:read" },
  "refund.refused": { subject: "refund", needs: "payment:read" },
  "dispute.opened": { subject: "dispute", needs: "payment:read" },
  "dispute.settled": { subject: "dispute", needs: "payment:read" },
  "payout.held": { subject: "payout", needs: "payout:read" },
  "payout.released": { subject: "payout", needs: "payout:read" },
  "payout.paid": { subject: "payout", needs: "payout:read" },
  "payout.returned": { subject: "payout", needs: "payout:read" },
} as const satisfies Record<string, { readonly subject: WebhookSubject; readonly needs: Permission }>;
export type WebhookSubject = "payment" | "refund" | "dispute" | "payout";
export type WebhookType = keyof typeof WEBHOOK_TYPES;

export const WEBHOOK_TYPE_NAMES = [
  "payment.succeeded",
  "payment.cancelled",
  "refund.requested",
  "refund.done",
  "refund.refused",
  "dispute.opened",
  "dispute.settled",
  "payout.held",
  "payout.released",
  "payout.paid",
  "payout.returned",
] as const satisfies readonly WebhookType[];

/** The key of a type's words. */
export const WEBHOOK_TYPE_WORDS = {
  "payment.succeeded": "payment_succeeded",
  "payment.cancelled": "payment_cancelled",
  "refund.requested": "refund_requested",
  "refund.done": "refund_done",
  "refund.refused": "refund_refused",
  "dispute.opened": "dispute_opened",
  "dispute.settled": "dispute_settled",
  "payout.held": "payout_held",
  "payout.released": "payout_released",
  "payout.paid": "payout_paid",
  "payout.returned": "payout_returned",
  "webhook.test": "webhook_test",
} as const satisfies Record<WebhookType | typeof TEST_TYPE, string>;

/** The message that the button for a test sends. */
export const TEST_TYPE = "webhook.test";

/** Narrows a stored type; one of a newer version is unknown to an older one. */
export function isWebhookType(text: string): text is WebhookType {
  return Object.hasOwn(WEBHOOK_TYPES, text);
}

/** Endpoints that a merchant may have at once. */
export const ENDPOINTS_MAX = 10;
/** How many deliveries one replay of a range may ask for. */
export const REPLAY_MAX = 10_000;
/** How long deliveries and their answers are kept, as the privacy notice says. */
export const KEPT_DAYS = retentionLine("webhook_messages").count;

/** How long an endpoint has to answer, in milliseconds. */
export const TIMEOUT_MS = 10_000;
/** How much of an answer is read and kept. */
export const ANSWER_MAX_BYTES = 2_048;

export const DELIVERY_STATES = ["waiting", "held", "delivered", "failed"] as const;
/** `held` waits for its paused endpoint; `failed` has been given up. */
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Narrows a stored state. @throws RangeError for a text that is none */
export function toDeliveryState(text: string): DeliveryState {
  const state = DELIVERY_STATES.find((known) => known === text);
  if (state === undefined) throw new RangeError(`no state of a delivery: ${text}`);
  return state;
}

export const PAUSE_REASONS = ["owner", "gave_up", "gone"] as const;
/** Who paused an endpoint: its owner, we after a day of failures, or itself by answering 410. */
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** Pauses between attempts, in seconds: a day in all, short at first, when a restart is the likely reason. */
export const RETRY_SECONDS = [
  5, 30, 120, 600, 1_800, 3_600, 7_200, 7_200, 14_400, 14_400, 18_000, 19_045,
] as const;

/**
 * How long to wait after so many attempts, in milliseconds, or null when it is given up.
 * @param share of the extra tenth, from 0 to 1, so that those that failed together do not come back together
 */
export function retryDelayMs(attempts: number, share: number): number | null {
  const seconds = RETRY_SECONDS[attempts - 1];
  return seconds === undefined ? null : Math.round(seconds * (1_000 + share * 100));
}

/** How long a failing endpoint is left in peace after so many failures in a row, whatever waits for it. */
export function quietMs(failures: number): number {
  return Math.min(failures, 20) * 15_000;
}

export type Outcome = "delivered" | "failed" | "gone";

/** What an answer means: 2xx is accepted, 410 asks to be left alone, everything else is tried again. */
export function outcomeOf(status: number | null): Outcome {
  if (status !== null && status >= 200 && status < 300) return "delivered";
  return status === 410 ? "gone" : "failed";
}

/** A signing secret in the form of the Standard Webhooks convention: `whsec_` and the key in Base64. */
export function secretText(key: Uint8Array): string {
  let binary = "";
  for (const byte of key) binary += String.fromCharCode(byte);
  return `${SECRET_PREFIX}${btoa(binary)}`;
}

/** The key that a secret's text stands for. */
export function secretKey(text: string): Uint8Array {
  return Uint8Array.from(atob(text.slice(SECRET_PREFIX.length)), (letter) => letter.charCodeAt(0));
}

const SECRET_PREFIX = "whsec_";
export const SECRET_BYTES = 32;
/** How long the old secret signs too after a rotation. */
export const ROTATION_GRACE_MS = 24 * 3_600_000;

/** A signing secret and, after a rotation, until when (wall time) it still signs. */
export type SigningSecret = { readonly text: string; readonly endsAtMs: number | null };

/** The secrets that sign at an instant, the newest first: never more than two. */
export function liveSecrets(secrets: readonly SigningSecret[], nowMs: number): SigningSecret[] {
  return secrets.filter(({ endsAtMs }) => endsAtMs === null || nowMs < endsAtMs).slice(0, 2);
}

/** Puts a new secret before the one that signs now, which goes on for a day. One that was ending already ends. */
export function rotatedSecrets(
  secrets: readonly SigningSecret[],
  text: string,
  nowMs: number,
): SigningSecret[] {
  const [current] = liveSecrets(secrets, nowMs);
  const old = current ? [{ text: current.text, endsAtMs: nowMs + ROTATION_GRACE_MS }] : [];
  return [{ text, endsAtMs: null }, ...old];
}

/** What is signed: `id.timestamp.body` (Standard Webhooks). @param timestamp whole seconds of wall time */
export function signedContent(messageId: string, timestamp: number, body: string): string {
  return `${messageId}.${timestamp}.${body}`;
}

/**
 * Whether an address may be registered at all: https with a host and without credentials. Where it leads is checked
 * at each connection. @param exempt `host:port` that may be reached without TLS
 */
export function isEndpointUrl(text: string, exempt: readonly string[]): boolean {
  if (text.length > URL_MAX || !URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== "" || url.password !== "" || url.hash !== "") return false;
  if (url.protocol === "http:") return exempt.includes(url.host);
  return url.protocol === "https:";
}

export const URL_MAX = 500;
