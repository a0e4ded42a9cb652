import type { SystemScope } from "@/server/kernel/scope";
import type { Deps } from "@/server/platform/deps";
import { type EventType, type HeardEvent, isEventType, parsePayload } from "./rules";

/**
 * What a domain does when it hears an event. Handlers run in the worker, at least once and in no promised order, so
 * they must be repeatable; no transaction is open, so they may send mail and call the network.
 */
export type EventHandlers = {
  readonly [T in EventType]: (deps: Deps<SystemScope>, event: HeardEvent<T>) => Promise<void>;
};

/** What one domain hears: `export const heard: Heard = { "merchant.approved": async (deps, event) => … }`. */
export type Heard = Partial<EventHandlers>;

/** An event as it lies in the outbox. */
export type StoredEvent = Omit<HeardEvent<EventType>, "type" | "payload"> & {
  readonly type: string;
  readonly payload: unknown;
};

/**
 * Tells every domain that listens. All are told even when one fails, and all are told again when it is repeated.
 * @throws the first failure, or RangeError for a type that this version does not know
 */
export async function tellEveryone(
  deps: Deps<SystemScope>,
  domains: readonly Heard[],
  event: StoredEvent,
): Promise<void> {
  if (!isEventType(event.type)) throw new RangeError(`unknown type of event: ${event.type}`);
  await tell(deps, domains, { ...event, type: event.type, payload: parsePayload(event.type, event.payload) });
}

async function tell<T extends EventType>(
  deps: Deps<SystemScope>,
  domains: readonly Heard[],
  event: HeardEvent<T>,
): Promise<void> {
  const failures: unknown[] = [];
  for (const domain of domains) {
    const handler: Heard[T] = domain[event.type];
    await handler?.(deps, event).catch((failure: unknown) => failures.push(failure));
  }
  if (failures.length > 0) throw failures[0];
}
