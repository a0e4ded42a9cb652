/** What the machinery could not bring to an end by itself, each with the time after which a person looks at it. */
export const WORK_KINDS = {
  /** The network has not said how an order ended, although its cancel is long due. */
  payment_unknown: { afterMs: 15 * 60_000, askAgain: true, setAside: false },
  /** A cancel that is repeated and not confirmed. */
  cancel_unconfirmed: { afterMs: 60 * 60_000, askAgain: true, setAside: false },
  /** Money that came after the end and has not been given back. */
  reversal_open: { afterMs: 60 * 60_000, askAgain: true, setAside: false },
  /** A refund that the wallet neither made nor refused. */
  refund_unconfirmed: { afterMs: 24 * 3_600_000, askAgain: true, setAside: false },
  /** A refund that sales have not covered for a week. */
  refund_held: { afterMs: 7 * 86_400_000, askAgain: true, setAside: false },
  /** An answer to a dispute that the network does not take. */
  dispute_undelivered: { afterMs: 60 * 60_000, askAgain: true, setAside: false },
  /** A message about something that never came. */
  message_parked: { afterMs: 15 * 60_000, askAgain: false, setAside: true },
  /** A message that contradicts what is kept. */
  message_contradicts: { afterMs: 0, askAgain: false, setAside: true },
  /** A wallet that says nothing about a store. */
  registration_unknown: { afterMs: 60 * 60_000, askAgain: true, setAside: false },
} as const satisfies Record<string, WorkRule>;

type WorkRule = {
  readonly afterMs: number;
  /** Whether a person may have it tried at once. */
  readonly askAgain: boolean;
  /** Whether a person may decide that nothing will come of it. */
  readonly setAside: boolean;
};

export type WorkKind = keyof typeof WORK_KINDS;

/** Narrows a stored or given kind. */
export function isWorkKind(text: string): text is WorkKind {
  return Object.hasOwn(WORK_KINDS, text);
}

/** All kinds, as schemas want them. */
export const WORK_KIND_NAMES = Object.keys(WORK_KINDS).filter(isWorkKind);
