import { permitted, router } from "@/server/api/trpc";
import { requestEarlyPayout, withdrawEarlyPayout } from "./commands";
import { listEarlyPayouts } from "./queries";
import { earlyPayoutInput } from "./schema";

/** Payouts before their day, asked for by the merchant. */
export const earlyPayoutsRouter = router({
  list: permitted("payout:read").query(({ ctx }) =>
    ctx.read((tx) => listEarlyPayouts(tx, ctx.scope, ctx.deps.now)),
  ),
  request: permitted("payout:early")
    .input(earlyPayoutInput)
    .mutation(({ ctx, input }) => requestEarlyPayout(ctx.deps, input)),
  withdraw: permitted("payout:early")
    .input(earlyPayoutInput)
    .mutation(({ ctx, input }) => withdrawEarlyPayout(ctx.deps, input)),
});
