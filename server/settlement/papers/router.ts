import { permitted, router } from "@/server/api/trpc";
import { statementInput } from "../statement/schema";
import { getStatementPaper, listMonthStatements, listStatementEntries } from "./queries";
import { monthInput, statementEntriesInput } from "./schema";

/** What the papers of a statement are made of; the files themselves are route handlers that call these. */
export const papersRouter = router({
  paper: permitted("payout:read")
    .input(statementInput)
    .query(({ ctx, input }) => ctx.read((tx) => getStatementPaper(tx, ctx.scope, input))),
  entries: permitted("payout:read")
    .input(statementEntriesInput)
    .query(({ ctx, input }) => ctx.read((tx) => listStatementEntries(tx, ctx.scope, input))),
  ofMonth: permitted("payout:read")
    .input(monthInput)
    .query(({ ctx, input }) => ctx.read((tx) => listMonthStatements(tx, ctx.scope, input))),
});
