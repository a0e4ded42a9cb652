import type { Tone } from "@/app/_ui/tone";
import { PAYOUT_STATES, type PayoutState } from "@/server/settlement/rules";

/** Where the money of a statement is: the payout's state, or what became of a statement without one. */
export type PayoutStanding = PayoutState | "carried" | "closed";

const TONES: Readonly<Record<PayoutStanding, Tone>> = {
  planned: "waiting",
  held: "attention",
  in_file: "waiting",
  sent: "waiting",
  paid: "good",
  returned: "attention",
  carried: "neutral",
  closed: "neutral",
};

/** How a statement stands, with the tone to show it in. */
export function payoutStanding(statement: {
  readonly state: string;
  readonly payout: { readonly state: string } | null;
}): { readonly standing: PayoutStanding; readonly tone: Tone } {
  const known = PAYOUT_STATES.find((state) => state === statement.payout?.state);
  const standing = known ?? (statement.state === "carried" ? "carried" : "closed");
  return { standing, tone: TONES[standing] };
}
