import { permitted, router } from "@/server/api/trpc";
import { statementInput } from "../statement/schema";
import { listMonthStatements } from "./month/queries";
import { getFilesInfo, getStatementPaper } from "./queries";
import { monthPageInput, tablePageInput, tablePartInput } from "./schema";
import { findTableEnd, readTablePage } from "./table/queries";

/** What the papers of a statement are made of; the files themselves are route handlers that call these. */
export const papersRouter = router({
  paper: permitted("payout:read")
    .input(statementInput)
    .query(({ ctx, input }) => ctx.read((tx) => getStatementPaper(tx, ctx.scope, input))),
  files: permitted("payout:read")
    .input(statementInput)
    .query(({ ctx, input }) => ctx.read((tx) => getFilesInfo(tx, ctx.scope, input))),
  tableEnd: permitted("payout:read")
    .input(tablePartInput)
    .query(({ ctx, input }) => ctx.read((tx) => findTableEnd(tx, ctx.scope, input))),
  tablePage: permitted("payout:read")
    .input(tablePageInput)
    .query(({ ctx, input }) => ctx.read((tx) => readTablePage(tx, ctx.scope, input))),
  ofMonth: permitted("payout:read")
    .input(monthPageInput)
    .query(({ ctx, input }) => ctx.read((tx) => listMonthStatements(tx, ctx.scope, input))),
});
