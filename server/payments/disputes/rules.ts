/** `opened` waits for the shop's answer; `answered` for the network's judgement. */
export const DISPUTE_STATES = ["opened", "answered", "won", "lost", "expired"] as const;
export type DisputeState = (typeof DISPUTE_STATES)[number];

/**
 * The only transition table of a dispute. What was answered or won is opened again when the shopper's bank escalates
 * it; lost and expired are final, since the money has gone.
 */
export const DISPUTE_TRANSITIONS = {
  opened: ["answered", "expired"],
  answered: ["won", "lost", "expired", "opened"],
  won: ["opened"],
  lost: [],
  expired: [],
} as const satisfies Record<DisputeState, readonly DisputeState[]>;

/** May a dispute go from one state to the other? */
export function canTransition(from: DisputeState, to: DisputeState): boolean {
  const targets: readonly DisputeState[] = DISPUTE_TRANSITIONS[from];
  return targets.includes(to);
}

/** Narrows a stored state. @throws RangeError for a text that is none */
export function toDisputeState(text: string): DisputeState {
  const state = DISPUTE_STATES.find((known) => known === text);
  if (state === undefined) throw new RangeError(`no state of a dispute: ${text}`);
  return state;
}

/** A retrieval asks for evidence; an escalation is the same objection one stage further. */
export const DISPUTE_STAGES = ["retrieval", "escalation"] as const;
export type DisputeStage = (typeof DISPUTE_STAGES)[number];

/** Narrows a stored stage. */
export function toDisputeStage(text: string): DisputeStage {
  return text === "escalation" ? "escalation" : "retrieval";
}

export const DISPUTE_ANSWERS = ["contest", "accept"] as const;
/** The shop contests with its evidence, or accepts that the money goes back. */
export type DisputeAnswer = (typeof DISPUTE_ANSWERS)[number];

export const EVIDENCE_KINDS = ["receipt", "photo", "correspondence", "other"] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** Papers that one dispute may hold. */
export const MAX_EVIDENCE = 10;

type Known = { readonly state: DisputeState; readonly stage: DisputeStage; readonly amountMinor: bigint };

/** What a notice of the network's does to a dispute that is here, or to none. */
export type NoticeDecision =
  | { readonly kind: "open" }
  /** The same money stays set aside; the shop has to answer anew. */
  | { readonly kind: "escalate" }
  /** It was given back to the shop and is set aside once more. */
  | { readonly kind: "reopen" }
  | { readonly kind: "refuse" };

/** Decides about a notice. A later stage may come first; an earlier one that comes after it is overtaken. */
export function decideNotice(
  known: Known | null,
  notice: { readonly stage: DisputeStage; readonly amountMinor: bigint },
): NoticeDecision {
  if (known === null) return { kind: "open" };
  if (notice.amountMinor !== known.amountMinor || notice.stage === known.stage) return { kind: "refuse" };
  if (notice.stage === "retrieval") return { kind: "refuse" };
  if (known.state === "won") return { kind: "reopen" };
  return known.state === "lost" || known.state === "expired" ? { kind: "refuse" } : { kind: "escalate" };
}

/** Why an answer cannot be given, or null when it can. */
export function refusalOfAnswer(
  dispute: { readonly state: DisputeState; readonly dueAtMs: number },
  answer: { readonly kind: DisputeAnswer; readonly text: string; readonly papers: number },
  nowMs: number,
): "dispute_state" | "dispute_deadline_passed" | "dispute_answer_empty" | null {
  if (dispute.state !== "opened") return "dispute_state";
  if (nowMs > dispute.dueAtMs) return "dispute_deadline_passed";
  if (answer.kind === "contest" && answer.text === "" && answer.papers === 0) return "dispute_answer_empty";
  return null;
}

/** How the network took an answer: a judgement, still in review, or over before it came. Null: ask again. */
export function judgementOf(
  result: { readonly resultStatus: string; readonly resultCode: string },
  status: "IN_REVIEW" | "WON" | "LOST" | undefined,
  answer: DisputeAnswer,
): "won" | "lost" | "expired" | "in_review" | null {
  if (result.resultStatus === "F") return result.resultCode === "DISPUTE_EXPIRED" ? "expired" : null;
  if (result.resultStatus !== "S") return null;
  if (answer === "accept" || status === "LOST") return "lost";
  return status === "WON" ? "won" : "in_review";
}

/** How long a judgement may take before the same answer is sent again to hear of it. */
export const REVIEW_RECHECK_MS = 6 * 3_600_000;

/** People are reminded so long before a deadline. */
export const REMIND_BEFORE_MS = 48 * 3_600_000;

/** The reasons of the network's that people are told in their own words; another one is shown by its code. */
export const DISPUTE_REASONS = [
  "GOODS_NOT_RECEIVED",
  "GOODS_NOT_AS_DESCRIBED",
  "DUPLICATE_PAYMENT",
  "AMOUNT_DIFFERS",
  "UNAUTHORIZED_PAYMENT",
] as const;

/** A reason that has words, or null. */
export function knownDisputeReason(code: string): (typeof DISPUTE_REASONS)[number] | null {
  return DISPUTE_REASONS.find((known) => known === code) ?? null;
}
