import type { Tone } from "@/app/_ui/tone";
import type { DisputeState } from "@/server/payments/disputes/rules";

/** What a dispute's state means for operations: the shop and the wallet act, the desk looks on. */
export const DESK_TONES: Readonly<Record<DisputeState, Tone>> = {
  opened: "waiting",
  answered: "waiting",
  won: "good",
  lost: "neutral",
  expired: "neutral",
};
