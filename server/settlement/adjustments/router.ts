import { permitted, router } from "@/server/api/trpc";
import { statementInput } from "../statement/schema";
import { listStatementAdjustments } from "./queries";

/** Adjustments as the merchant reads them. */
export const adjustmentsRouter = router({
  ofStatement: permitted("payout:read")
    .input(statementInput)
    .query(({ ctx, input }) => ctx.read((tx) => listStatementAdjustments(tx, ctx.scope, input))),
});
