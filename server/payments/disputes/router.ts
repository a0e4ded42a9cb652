import { permitted, router } from "@/server/api/trpc";
import { answerDispute } from "./commands";
import { removeEvidence } from "./evidence/commands";
import { countOpenDisputes, getDispute, listDisputes, listOwnDisputes } from "./queries";
import { answerDisputeInput, disputeIdInput, listDisputesInput, removeEvidenceInput } from "./schema";

/** Disputes: the shop answers its own, operations see all of them. Papers come in through a route of their own. */
export const disputesRouter = router({
  listOwn: permitted("dispute:read")
    .input(listDisputesInput)
    .query(({ ctx, input }) => ctx.read((tx) => listOwnDisputes(tx, ctx.scope, input))),
  countOpen: permitted("dispute:read").query(({ ctx }) => ctx.read((tx) => countOpenDisputes(tx, ctx.scope))),
  getOwn: permitted("dispute:read")
    .input(disputeIdInput)
    .query(({ ctx, input }) => ctx.read((tx) => getDispute(tx, ctx.scope, input))),
  answer: permitted("dispute:answer")
    .input(answerDisputeInput)
    .mutation(({ ctx, input }) => answerDispute(ctx.deps, input)),
  removeEvidence: permitted("dispute:answer")
    .input(removeEvidenceInput)
    .mutation(({ ctx, input }) => removeEvidence(ctx.deps, input.evidenceId)),
  list: permitted("dispute:list")
    .input(listDisputesInput)
    .query(({ ctx, input }) => ctx.read((tx) => listDisputes(tx, ctx.scope, input))),
  get: permitted("dispute:list")
    .input(disputeIdInput)
    .query(({ ctx, input }) => ctx.read((tx) => getDispute(tx, ctx.scope, input))),
});
