/**
 * What a state means for the reader, apart from what it is called:
 * `good` money arrived or accepted, `waiting` someone else acts, `attention` you must act,
 * `info` worth knowing, `neutral` over or not started.
 */
export type Tone = "good" | "waiting" | "attention" | "info" | "neutral";

/** Text and background of a tone; 4.5:1 in both themes. */
export const TONE_SOFT: Record<Tone, string> = {
  good: "bg-green-50 text-green",
  waiting: "bg-amber-50 text-amber-700",
  attention: "bg-vermilion-50 text-vermilion-700",
  info: "bg-indigo-50 text-indigo-600",
  neutral: "bg-line/50 text-muted",
};

/** The mark of a tone alone, for icons and lines; at least 3:1. */
export const TONE_MARK: Record<Tone, string> = {
  good: "text-green",
  waiting: "text-amber",
  attention: "text-vermilion",
  info: "text-indigo-600",
  neutral: "text-muted",
};
