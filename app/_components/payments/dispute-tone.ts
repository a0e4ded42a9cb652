import type { Tone } from "@/app/_ui/tone";
import type { DisputeState } from "@/server/payments/disputes/rules";

/** How loudly a state speaks. */
export const DISPUTE_TONES: Readonly<Record<DisputeState, Tone>> = {
  opened: "attention",
  answered: "waiting",
  won: "good",
  lost: "neutral",
  expired: "neutral",
};
