import { permitted, router } from "@/server/api/trpc";
import { correctStore } from "@/server/merchants/stores/commands";
import { correction } from "@/server/merchants/stores/schema";
import { getRegistrationDesk, listRefused } from "./desk/queries";
import { refusedGroup, refusedPage } from "./desk/schema";
import { listOwnRegistrations } from "./queries";
import { resubmitRefused, resubmitRegistration } from "./renewal/commands";
import { registrationsInput, resubmission } from "./schema";

/** How stores stand at each wallet, and what is done about a refusal. */
export const registrationRouter = router({
  ofStores: permitted("store:read")
    .input(registrationsInput)
    .query(({ ctx, input }) => ctx.read((tx) => listOwnRegistrations(tx, ctx.scope, input))),
  resubmit: permitted("registration:correct")
    .input(resubmission)
    .mutation(({ ctx, input }) => resubmitRegistration(ctx.deps, input)),
  desk: permitted("network:read").query(({ ctx }) =>
    ctx.read((tx) => getRegistrationDesk(tx, ctx.scope, { nowMs: ctx.deps.now })),
  ),
  refused: permitted("network:read")
    .input(refusedPage)
    .query(({ ctx, input }) => ctx.read((tx) => listRefused(tx, ctx.scope, input))),
  resubmitGroup: permitted("registration:correct")
    .input(refusedGroup)
    .mutation(({ ctx, input }) => resubmitRefused(ctx.deps, input)),
  correctStore: permitted("registration:correct")
    .input(correction)
    .mutation(({ ctx, input }) => correctStore(ctx.deps, input)),
});
