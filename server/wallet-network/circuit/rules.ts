/** What is known of the way to the network: failures in a row, and until when nobody tries. Wall-clock milliseconds. */
export type Circuit = { readonly failures: number; readonly openUntilMs: number; readonly openings: number };

export const CLOSED_CIRCUIT: Circuit = { failures: 0, openUntilMs: 0, openings: 0 };

/** So many calls in a row without an answer that can be believed open the circuit. */
export const FAILURES_TO_OPEN = 10;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** May a call be made now? While the circuit is open every call is unknown at once, and nobody waits for a time-out. */
export function mayCall(circuit: Circuit, nowMs: number): boolean {
  return nowMs >= circuit.openUntilMs;
}

/**
 * The circuit after a call. An answer closes it; after a pause one failure more is enough to open it again, each time
 * for twice as long up to half a minute.
 */
export function afterCall(circuit: Circuit, answered: boolean, nowMs: number): Circuit {
  if (answered) return CLOSED_CIRCUIT;
  const failures = circuit.failures + 1;
  if (failures < FAILURES_TO_OPEN) return { ...circuit, failures };
  const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(circuit.openings, 10), LONGEST_PAUSE_MS);
  return { failures, openUntilMs: nowMs + pauseMs, openings: circuit.openings + 1 };
}
