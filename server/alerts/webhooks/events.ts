import type { Heard } from "@/server/events/events";
import type { EventType, HeardEvent } from "@/server/events/rules";
import { instant } from "@/server/kernel/calendar";
import type { SystemScope } from "@/server/kernel/scope";
import type { Deps } from "@/server/platform/deps";
import { findSubject } from "../api/queries";
import { newsSql } from "../news/queries";
import { findHearers, queueMessage } from "./deliveries/commands";
import { WEBHOOK_TYPES, type WebhookType } from "./rules";

type JobDeps = Deps<SystemScope>;

/**
 * Puts a message into the logs of the endpoints that asked for it. The event's id is the message's, so an event that
 * is heard again tells nobody twice. What it is about is said as it stands now, which may be later than the event.
 */
async function tell(
  deps: JobDeps,
  event: HeardEvent<EventType>,
  { type, id }: { readonly type: WebhookType; readonly id: string },
): Promise<void> {
  const { tenantId } = event;
  if (tenantId === null) return;
  const endpointIds = await findHearers(newsSql(), { tenantId, eventType: type });
  if (endpointIds.length === 0) return;
  const { subject } = WEBHOOK_TYPES[type];
  const data = await deps.transact((tx) => findSubject(tx, { tenantId, subject, id }));
  if (data === null) return;
  const body = { type, timestamp: instant(event.occurredAtMs).toISOString(), data };
  const message = { messageId: event.id, tenantId, eventType: type, body: JSON.stringify(body) };
  await queueMessage(newsSql(), deps, { message, endpointIds });
}

/** What a merchant's own systems are told of. */
export const heard: Heard = {
  "payment.succeeded": (deps, event) =>
    tell(deps, event, { type: "payment.succeeded", id: event.payload.paymentId }),
  "payment.cancelled": (deps, event) =>
    tell(deps, event, { type: "payment.cancelled", id: event.payload.paymentId }),
  "refund.requested": (deps, event) =>
    tell(deps, event, { type: "refund.requested", id: event.payload.refundId }),
  "refund.settled": (deps, event) => {
    const type = event.payload.state === "done" ? "refund.done" : "refund.refused";
    return tell(deps, event, { type, id: event.payload.refundId });
  },
  "dispute.opened": (deps, event) =>
    tell(deps, event, { type: "dispute.opened", id: event.payload.disputeId }),
  "dispute.settled": (deps, event) =>
    tell(deps, event, { type: "dispute.settled", id: event.payload.disputeId }),
  "payout.held": (deps, event) => tell(deps, event, { type: "payout.held", id: event.payload.payoutId }),
  "payout.released": (deps, event) =>
    tell(deps, event, { type: "payout.released", id: event.payload.payoutId }),
  "payout.paid": (deps, event) => tell(deps, event, { type: "payout.paid", id: event.payload.payoutId }),
  "payout.returned": (deps, event) =>
    tell(deps, event, { type: "payout.returned", id: event.payload.payoutId }),
};
