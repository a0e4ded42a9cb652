/** What can be done to many merchants at once. */
export const BULK_KINDS = ["assign", "tag", "untag", "suspend", "posters", "message"] as const;
export type BulkKind = (typeof BULK_KINDS)[number];

/** More than this is chosen in parts: a person has to be able to read what became of each. */
export const BULK_MAX = 2_000;
export const TAGS_MAX = 20;

/** What can be taken back as it was; parcels and messages have left the house. */
export function canUndo(kind: string): kind is "assign" | "tag" | "untag" | "suspend" {
  return kind === "assign" || kind === "tag" || kind === "untag" || kind === "suspend";
}

/** The tags after one is put on or taken off, in the order of the alphabet; null when nothing changes or none fits. */
export function tagsAfter(tags: readonly string[], kind: "tag" | "untag", tag: string): string[] | null {
  const has = tags.includes(tag);
  if (kind === "untag") return has ? tags.filter((one) => one !== tag) : null;
  if (has || tags.length >= TAGS_MAX) return null;
  return [...tags, tag].sort();
}

const BULK_OUTCOMES = [
  "done",
  "unchanged",
  "not_found",
  "merchant_state",
  "nothing_to_print",
  "too_large",
] as const;
export type BulkOutcome = (typeof BULK_OUTCOMES)[number];

/** Narrows a stored outcome. @throws RangeError for a text that is none */
export function toBulkOutcome(text: string): BulkOutcome {
  const outcome = BULK_OUTCOMES.find((known) => known === text);
  if (outcome === undefined) throw new RangeError(`no outcome of a change: ${text}`);
  return outcome;
}

/** What became of one merchant. */
export type BulkRow = {
  readonly merchantId: string;
  readonly tradeName: string;
  /** `done`, `unchanged`, or the code of a refusal. */
  readonly outcome: BulkOutcome;
};
