import { permitted, router } from "@/server/api/trpc";
import { listOwnRegistrations } from "./queries";
import { resubmitRegistration } from "./renewal/commands";
import { registrationsInput, resubmission } from "./schema";

/** How stores stand at each wallet, and what is done about a refusal. */
export const registrationRouter = router({
  ofStores: permitted("store:read")
    .input(registrationsInput)
    .query(({ ctx, input }) => ctx.read((tx) => listOwnRegistrations(tx, ctx.scope, input))),
  resubmit: permitted("registration:correct")
    .input(resubmission)
    .mutation(({ ctx, input }) => resubmitRegistration(ctx.deps, input)),
});
