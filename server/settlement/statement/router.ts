import { permitted, router } from "@/server/api/trpc";
import { getBreakdown, listEntries, listLines, listStoreSums } from "./lines/queries";
import { statementEntriesInput, statementLinesInput, statementStoresInput } from "./lines/schema";
import { findNextPayouts } from "./next/queries";
import { getStatement, listStatements } from "./queries";
import { listStatementsInput, statementInput } from "./schema";

/** A merchant's statements: each figure opens into lines, each line into entries, each entry into its payment. */
export const statementRouter = router({
  list: permitted("payout:read")
    .input(listStatementsInput)
    .query(({ ctx, input }) => ctx.read((tx) => listStatements(tx, ctx.scope, input))),
  get: permitted("payout:read")
    .input(statementInput)
    .query(({ ctx, input }) => ctx.read((tx) => getStatement(tx, ctx.scope, input))),
  breakdown: permitted("payout:read")
    .input(statementInput)
    .query(({ ctx, input }) => ctx.read((tx) => getBreakdown(tx, ctx.scope, input))),
  stores: permitted("payout:read")
    .input(statementStoresInput)
    .query(({ ctx, input }) => ctx.read((tx) => listStoreSums(tx, ctx.scope, input))),
  lines: permitted("payout:read")
    .input(statementLinesInput)
    .query(({ ctx, input }) => ctx.read((tx) => listLines(tx, ctx.scope, input))),
  entries: permitted("payout:read")
    .input(statementEntriesInput)
    .query(({ ctx, input }) => ctx.read((tx) => listEntries(tx, ctx.scope, input))),
  next: permitted("payout:read").query(({ ctx }) =>
    ctx.read((tx) => findNextPayouts(tx, ctx.scope, ctx.deps.now)),
  ),
});
