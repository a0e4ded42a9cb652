/** Who says that something does not work: calls that bring no answer, or an operator who was told. */
export const TROUBLE_SOURCES = ["calls", "operator"] as const;
export type TroubleSource = (typeof TROUBLE_SOURCES)[number];

/** What an operator's note may be long. */
export const NOTE_MAX = 200;

/** How often the way to the network is tried, in milliseconds. */
export const PROBE_MS = 15_000;

/** What a round of trying leads to; `since` is when the network fell silent first, and null while it answers. */
export type ProbeStep = {
  readonly since: number | null;
  readonly does: "begin" | "end" | "nothing";
};

/**
 * One silence may be a hiccup; the second in a row is trouble, since the first. One answer ends it.
 * @param since when the network fell silent, in milliseconds, or null
 */
export function afterProbe(since: number | null, answered: boolean, nowMs: number): ProbeStep {
  if (answered) return { since: null, does: "end" };
  return since === null ? { since: nowMs, does: "nothing" } : { since, does: "begin" };
}
