import { permitted, router } from "@/server/api/trpc";
import { getTrialBalance } from "./balance/queries";
import { listPeriods } from "./periods/queries";
import { accountStatementInput, trialBalanceInput } from "./schema";
import { getAccountStatement } from "./statement/queries";

/** More months than anybody looks back at once. */
const SHOWN_MONTHS = 36;

/** The acquirer's books, for its own people. */
export const ledgerRouter = router({
  trialBalance: permitted("ledger:read")
    .input(trialBalanceInput)
    .query(({ ctx, input }) =>
      ctx.read((tx) => getTrialBalance(tx, ctx.scope, { atMs: input.atMs ?? ctx.deps.now + 1 })),
    ),
  account: permitted("ledger:read")
    .input(accountStatementInput)
    .query(({ ctx, input }) => ctx.read((tx) => getAccountStatement(tx, ctx.scope, input))),
  periods: permitted("ledger:read").query(({ ctx }) =>
    ctx.read((tx) => listPeriods(tx, ctx.scope, { limit: SHOWN_MONTHS, nowMs: ctx.deps.now })),
  ),
});
