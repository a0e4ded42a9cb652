import { z } from "zod";
import { QUEUE_DUES, QUEUE_OWNERS, type QueueFilter, type QueueFilterInput, queueFilter } from "./schema";

/** The states that each part of the desk shows. */
export const STATES_OF: Readonly<Record<QueueFilter, string[]>> = {
  open: ["submitted", "in_review"],
  recommended: ["recommended"],
  returned: ["returned"],
  closed: ["approved", "rejected", "withdrawn"],
};

/** What waits is read from its oldest, what is over from its newest. */
export function isNewestFirst(filter: QueueFilter): boolean {
  return filter === "closed";
}

const NAMES = ["filter", "owner", "due", "entityType", "mcc", "prefecture", "again"] as const;
type QueueName = (typeof NAMES)[number];

/** The queue as an address says it; what it does not know is left out. */
export function queueOf(query: Readonly<Record<string, string | string[] | undefined>>): QueueFilterInput {
  return queueFilter.parse(Object.fromEntries(NAMES.map((name) => [name, query[name]])));
}

/** The same back as the end of an address: `filter=open&owner=mine`, in one order, so that equal views are equal. */
export function queueText(queue: QueueFilterInput): string {
  const query = new URLSearchParams();
  for (const name of NAMES) {
    const value = queue[name];
    if (value !== undefined && value !== "") query.set(name, value);
  }
  return query.toString();
}

/** The queue with one filter pressed, or released when it was pressed already. */
export function toggled<N extends Exclude<QueueName, "filter">>(
  queue: QueueFilterInput,
  name: N,
  value: QueueFilterInput[N],
): QueueFilterInput {
  return { ...queue, [name]: queue[name] === value ? undefined : value };
}

/** A saved view's text from outside: only what the queue knows of it is kept. */
export const viewText = z
  .string()
  .max(300)
  .transform((text) => queueText(queueOf(Object.fromEntries(new URLSearchParams(text)))));

/** Every chip that stands beside the parts of the desk, in the order of the screen. */
export const CHIPS = [
  ...QUEUE_OWNERS.map((value) => ({ name: "owner", value }) as const),
  ...QUEUE_DUES.map((value) => ({ name: "due", value }) as const),
  { name: "again", value: "yes" },
] as const;
