/** How the network judges what a shop answers: a contest with papers is won, one without is lost. */
export type Judgement = "WON" | "LOST";

export const STAGES = ["retrieval", "escalation"] as const;
export type Stage = (typeof STAGES)[number];

/** How long a contest is looked at, in milliseconds of business time. */
export const REVIEW_MS = 24 * 3_600_000;

/** A shop has this long to answer when the form says nothing else. */
export const ANSWER_DAYS = 7;

/** What becomes of an answer: an acceptance is a loss at once, papers convince, words alone do not. */
export function judge(answer: {
  readonly response: "CONTEST" | "ACCEPT";
  readonly papers: number;
}): Judgement {
  return answer.response === "CONTEST" && answer.papers > 0 ? "WON" : "LOST";
}
