import { permitted, router } from "@/server/api/trpc";
import { closeAlert } from "./alerts/commands";
import { listAlerts } from "./alerts/queries";
import { removeLimit, setLimit } from "./limits/commands";
import { listLimits } from "./limits/queries";
import { closeAlertInput, limitIdInput, listAlertsInput, setLimitInput } from "./schema";

/** What looks unlike the shop it is, and how much may be paid. */
export const riskRouter = router({
  alerts: permitted("risk:read")
    .input(listAlertsInput)
    .query(({ ctx, input }) => ctx.read((tx) => listAlerts(tx, ctx.scope, input))),
  closeAlert: permitted("risk:act")
    .input(closeAlertInput)
    .mutation(({ ctx, input }) => closeAlert(ctx.deps, input)),
  limits: permitted("risk:read").query(({ ctx }) => ctx.read((tx) => listLimits(tx, ctx.scope))),
  setLimit: permitted("risk:act")
    .input(setLimitInput)
    .mutation(({ ctx, input }) => setLimit(ctx.deps, input)),
  removeLimit: permitted("risk:act")
    .input(limitIdInput)
    .mutation(({ ctx, input }) => removeLimit(ctx.deps, input.limitId)),
});
