import type { Cycle } from "../rules";

export const EARLY_PAYOUT_STATES = [
  "requested",
  "paid_out",
  "nothing_due",
  "not_needed",
  "withdrawn",
] as const;
export type EarlyPayoutState = (typeof EARLY_PAYOUT_STATES)[number];

/** Narrows a stored state. */
export function toEarlyPayoutState(text: string): EarlyPayoutState {
  return EARLY_PAYOUT_STATES.find((known) => known === text) ?? "requested";
}

/** What the contract in force says about payouts before their day. */
export type EarlyTerms = { readonly cycle: Cycle; readonly earlyPayoutFeeMinor: bigint | null };

/** The price of an early payout in yen before tax, or null where none is offered: daily cycles have nothing earlier. */
export function earlyPayoutPrice(terms: EarlyTerms): bigint | null {
  return terms.cycle === "daily" ? null : terms.earlyPayoutFeeMinor;
}
