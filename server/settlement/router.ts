import { permitted, router } from "@/server/api/trpc";
import { monthInput } from "@/server/ledger/schema";
import { adjustmentsRouter } from "./adjustments/router";
import {
  confirmBankFile,
  issueBankFile,
  prepareBankFiles,
  releaseBankFile,
  withdrawBankFile,
} from "./bank-file/commands";
import { bankFileInput, withdrawInput } from "./bank-file/schema";
import { importBankResults } from "./bank-results/commands";
import { bankResultsInput } from "./bank-results/schema";
import { calendarRouter } from "./calendar/router";
import { termsRouter } from "./contracts/router";
import { earlyPayoutsRouter } from "./early/router";
import { feePlanRouter } from "./fees/plan/router";
import { holdsRouter } from "./holds/router";
import { lockSettledMonth } from "./months/commands";
import { papersRouter } from "./papers/router";
import { getRun, listRuns } from "./queries";
import { reconciliationRouter } from "./reconciliation/router";
import { listRunChecks } from "./run/checks/queries";
import { runSettlement } from "./run/commands";
import { previewRun } from "./run/preview/queries";
import { findProgress } from "./run/progress/queries";
import { listRunsInput, runInput, runSettlementInput } from "./run/schema";
import { statementRouter } from "./statement/router";

export const settlementRouter = router({
  papers: papersRouter,
  adjustments: adjustmentsRouter,
  calendar: calendarRouter,
  terms: termsRouter,
  feePlan: feePlanRouter,
  early: earlyPayoutsRouter,
  holds: holdsRouter,
  reconciliation: reconciliationRouter,
  statement: statementRouter,
  runs: permitted("settlement:read")
    .input(listRunsInput)
    .query(({ ctx, input }) => ctx.read((tx) => listRuns(tx, ctx.scope, { ...input, nowMs: ctx.deps.now }))),
  run: permitted("settlement:read")
    .input(runInput)
    .query(({ ctx, input }) => ctx.read((tx) => getRun(tx, ctx.scope, { ...input, nowMs: ctx.deps.now }))),
  preview: permitted("settlement:run")
    .input(runSettlementInput)
    .query(({ ctx, input }) => previewRun(ctx.scope, { ...input, nowMs: ctx.deps.now })),
  progress: permitted("settlement:read").query(({ ctx }) => ctx.read((tx) => findProgress(tx, ctx.scope))),
  runChecks: permitted("settlement:read")
    .input(runInput)
    .query(({ ctx, input }) =>
      ctx.read((tx) => listRunChecks(tx, ctx.scope, { ...input, nowMs: ctx.deps.now })),
    ),
  runSettlement: permitted("settlement:run")
    .input(runSettlementInput)
    .mutation(({ ctx, input }) => runSettlement(ctx.deps, input)),
  prepareBankFiles: permitted("settlement:prepare")
    .input(runInput)
    .mutation(({ ctx, input }) => prepareBankFiles(ctx.deps, input)),
  releaseBankFile: permitted("settlement:release")
    .input(bankFileInput)
    .mutation(({ ctx, input }) => releaseBankFile(ctx.deps, input)),
  withdrawBankFile: permitted("settlement:prepare")
    .input(withdrawInput)
    .mutation(({ ctx, input }) => withdrawBankFile(ctx.deps, input)),
  issueBankFile: permitted("settlement:prepare")
    .input(bankFileInput)
    .mutation(({ ctx, input }) => issueBankFile(ctx.deps, input)),
  confirmBankFile: permitted("settlement:release")
    .input(bankFileInput)
    .mutation(({ ctx, input }) => confirmBankFile(ctx.deps, input)),
  lockMonth: permitted("ledger:lock")
    .input(monthInput)
    .mutation(({ ctx, input }) => lockSettledMonth(ctx.deps, input)),
  importBankResults: permitted("settlement:release")
    .input(bankResultsInput)
    .mutation(({ ctx, input }) => importBankResults(ctx.deps, input)),
});
