import type { Day } from "@/server/kernel/calendar";
import type { ContractTerms, ProposalContent } from "./schema";

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

/** The first day on which something that is decided now can hold: no day that is closed, and none that has passed. */
export function earliestValidOn(today: Day, lastClosedOn: Day | null): Day {
  return lastClosedOn !== null && lastClosedOn >= today ? lastClosedOn : today;
}

/** Whether two versions of a contract differ in a term, for the table that shows them beside each other. */
export function changedTerms(before: ContractTerms, after: ContractTerms): (keyof ContractTerms)[] {
  const names = Object.keys(after).filter((name): name is keyof ContractTerms => name in before);
  return names.filter((name) => before[name] !== after[name]);
}
