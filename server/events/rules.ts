import { z } from "zod";

/** What one type of event carries, checked when it is read back from the outbox. */
type Payload<P> = { readonly parse: (stored: unknown) => P };

function payload<S extends z.ZodRawShape>(shape: S): Payload<z.output<z.ZodObject<S>>> {
  const schema = z.object(shape);
  return { parse: (stored) => schema.parse(stored) };
}

const id = z.string();
const day = z.string();
/** Amounts travel as decimal text of the minor unit, since JSON has no integers of 64 bits. */
const minor = z.string().regex(/^-?\d+$/);

/**
 * Every event of the product by its type. Payloads carry ids and what a later reader could no longer find out; a
 * handler reads the rest. Add a line here when a domain has something new to say.
 */
export const EVENTS = {
  "application.submitted": payload({ applicationId: id, version: z.number() }),
  "application.returned": payload({ applicationId: id, version: z.number() }),
  "application.recommended": payload({ applicationId: id, version: z.number() }),
  "application.approved": payload({ applicationId: id, version: z.number() }),
  "application.rejected": payload({ applicationId: id, version: z.number() }),
  "application.withdrawn": payload({ applicationId: id }),
  "application.expired": payload({ applicationId: id }),
  "application.left": payload({ applicationId: id, personId: id }),
  "merchant.approved": payload({ merchantId: id }),
  "merchant.suspended": payload({ merchantId: id }),
  "merchant.resumed": payload({ merchantId: id }),
  "merchant.terminated": payload({ merchantId: id }),
  "store.added": payload({ storeId: id }),
  "store.suspended": payload({ storeId: id }),
  "store.resumed": payload({ storeId: id }),
  "store.terminated": payload({ storeId: id }),
  "store.corrected": payload({ storeId: id }),
  "registration.requested": payload({ storeId: id, walletId: id }),
  "registration.settled": payload({ storeId: id, walletId: id, state: z.string() }),
  "payment.succeeded": payload({ paymentId: id, storeId: id, amountMinor: minor, currency: z.string() }),
  "payment.cancelled": payload({ paymentId: id, storeId: id }),
  "refund.requested": payload({ refundId: id, paymentId: id }),
  "refund.settled": payload({ refundId: id, paymentId: id, state: z.string() }),
  "dispute.opened": payload({ disputeId: id, paymentId: id }),
  "dispute.settled": payload({ disputeId: id, paymentId: id, state: z.string() }),
  "code.issued": payload({ codeId: id, storeId: id }),
  "code.paused": payload({ codeId: id, storeId: id }),
  "code.resumed": payload({ codeId: id, storeId: id }),
  "code.revoked": payload({ codeId: id, storeId: id }),
  "code.grace_ended": payload({ codeId: id, storeId: id }),
  "parcel.shipped": payload({ parcelId: id }),
  "statement.closed": payload({ statementId: id, payoutMinor: minor }),
  "payout.paid": payload({ payoutId: id, statementId: id }),
  "payout.held": payload({ payoutId: id, reason: z.string() }),
  "payout.released": payload({ payoutId: id }),
  "payout.returned": payload({ payoutId: id, statementId: id }),
  "terms.proposed": payload({ proposalId: id, kind: z.string(), personId: id }),
  "terms.decided": payload({ proposalId: id, state: z.string() }),
  "write_off.proposed": payload({ itemId: id, personId: id }),
  "bank_file.prepared": payload({ bankFileId: id, runId: id, personId: id }),
  "bank_file.withdrawn": payload({ bankFileId: id, runId: id, personId: id }),
  "bank_file.issued": payload({ bankFileId: id, payoutOn: day }),
  "bank_account.changed": payload({ bankAccountId: id }),
  "change.submitted": payload({ changeId: id, kind: z.string(), submission: z.number() }),
  "change.returned": payload({ changeId: id, kind: z.string() }),
  "change.approved": payload({ changeId: id, kind: z.string() }),
  "change.rejected": payload({ changeId: id, kind: z.string() }),
  "privacy.requested": payload({ requestId: id, personId: id, dueAtMs: z.number() }),
  "privacy.answered": payload({ requestId: id, personId: id, outcome: z.string() }),
  "privacy.erasure_due": payload({ requestId: id }),
  "import.ended": payload({ importId: id, outcome: z.enum(["done", "faulty", "failed"]) }),
  "invitation.sent": payload({ invitationId: id }),
  "invitation.asked_again": payload({ invitationId: id }),
  "second_factor.changed": payload({ personId: id }),
  "support.viewed": payload({ viewId: id, tenantId: id }),
  "membership.changed": payload({ membershipId: id, personId: id }),
} as const;

type PayloadOf<T> = T extends Payload<infer P> ? P : never;

/** Payload by type of event. */
export type EventPayloads = { readonly [T in keyof typeof EVENTS]: PayloadOf<(typeof EVENTS)[T]> };
export type EventType = keyof EventPayloads;

/** An event to write; `availableAtMs` (epoch milliseconds of business time) keeps it back until then. */
export type NewEvent = {
  readonly [T in EventType]: {
    readonly type: T;
    readonly tenantId: string | null;
    readonly subjectId: string;
    readonly payload: EventPayloads[T];
    readonly availableAtMs?: number;
  };
}[EventType];

/** An event as a handler hears it; it may hear it more than once. */
export type HeardEvent<T extends EventType> = {
  readonly id: string;
  readonly type: T;
  readonly tenantId: string | null;
  readonly subjectId: string;
  readonly payload: EventPayloads[T];
  readonly occurredAtMs: number;
  readonly attempt: number;
};

const PARSERS: { readonly [T in EventType]: Payload<EventPayloads[T]> } = EVENTS;

/** Reads a stored payload. @throws ZodError when it is not what the type promises */
export function parsePayload<T extends EventType>(type: T, stored: unknown): EventPayloads[T] {
  return PARSERS[type].parse(stored);
}

/** Narrows a stored type; one that a newer version wrote is unknown to an older worker. */
export function isEventType(text: string): text is EventType {
  return Object.hasOwn(EVENTS, text);
}

/** Deliveries after which an event is kept as failed, for a person to look at. */
export const MAX_ATTEMPTS = 12;

/** How long a failed delivery waits before the next, in milliseconds: 2 s, 4 s, … at most an hour. */
export function backOffMs(attempt: number): number {
  return Math.min(2 ** Math.min(attempt, 20) * 1_000, 3_600_000);
}
