import type { ProposalContent } from "./schema";

export const PROPOSAL_STATES = ["proposed", "approved", "refused", "withdrawn"] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** Narrows a stored state. */
export function toProposalState(text: string): ProposalState {
  return PROPOSAL_STATES.find((known) => known === text) ?? "proposed";
}

/** Whose a proposal is; null for the price list and campaigns for all. */
export function merchantOf(content: ProposalContent): string | null {
  return content.kind === "rate_end" ? null : content.merchantId;
}
