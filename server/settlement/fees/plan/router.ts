import { permitted, router } from "@/server/api/trpc";
import { getFeePlan } from "./queries";
import { feePlanInput } from "./schema";

/** What sales cost, and where each rate comes from. */
export const feePlanRouter = router({
  own: permitted("payout:read").query(({ ctx }) =>
    ctx.read((tx) => getFeePlan(tx, { merchantId: ctx.scope.tenantId, nowMs: ctx.deps.now })),
  ),
  of: permitted("terms:read")
    .input(feePlanInput)
    .query(({ ctx, input }) => ctx.read((tx) => getFeePlan(tx, { ...input, nowMs: ctx.deps.now }))),
});
