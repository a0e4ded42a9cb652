import { permitted, router } from "@/server/api/trpc";
import { listHeldPayouts } from "./queries";
import { listHoldsInput, resumePayoutsInput, stopPayoutsInput } from "./schema";
import { resumePayouts, stopPayouts } from "./stops/commands";

/** Payouts that wait, and the person's word that makes them. */
export const holdsRouter = router({
  list: permitted("settlement:read")
    .input(listHoldsInput)
    .query(({ ctx, input }) => ctx.read((tx) => listHeldPayouts(tx, ctx.scope, input))),
  stop: permitted("payout:hold")
    .input(stopPayoutsInput)
    .mutation(({ ctx, input }) => stopPayouts(ctx.deps, input)),
  resume: permitted("payout:hold")
    .input(resumePayoutsInput)
    .mutation(({ ctx, input }) => resumePayouts(ctx.deps, input)),
});
