import type { Tone } from "@/app/_ui/tone";
import type { CodeState } from "@/server/codes/rules";

/** How the state of a code looks, everywhere it is shown. */
export const CODE_TONES: Readonly<Record<CodeState, Tone>> = {
  active: "good",
  paused: "waiting",
  retiring: "waiting",
  retired: "neutral",
};
