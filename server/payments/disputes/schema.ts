import { z } from "zod";
import { DISPUTE_ANSWERS, DISPUTE_STATES } from "./rules";

const disputeId = z.string().regex(/^dsp_[0-9a-z]{1,40}$/);

export const disputeIdInput = z.object({ disputeId });

export const listDisputesInput = z.object({
  /** Those that wait for an answer, or all of them. */
  state: z.enum(DISPUTE_STATES).optional(),
  olderThan: disputeId.optional(),
});
export type ListDisputesInput = z.output<typeof listDisputesInput>;

/** The shop's answer. The text goes to the network as it is written. */
export const answerDisputeInput = z.object({
  disputeId,
  answer: z.enum(DISPUTE_ANSWERS),
  text: z.string().trim().max(1_000),
});
export type AnswerDisputeInput = z.output<typeof answerDisputeInput>;

export const removeEvidenceInput = z.object({ evidenceId: z.string().regex(/^doc_[0-9a-z]{1,40}$/) });
