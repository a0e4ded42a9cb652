import { permitted, router } from "@/server/api/trpc";
import { grantFigures, revokeFigures } from "./commands";
import { findOwnFranchise } from "./queries";
import { newGrant } from "./schema";

/** What a franchisee and the head office of its signboard show each other. */
export const franchiseRouter = router({
  own: permitted("store:read").query(({ ctx }) => ctx.read((tx) => findOwnFranchise(tx, ctx.scope))),
  grant: permitted("franchise:grant")
    .input(newGrant)
    .mutation(({ ctx, input }) => grantFigures(ctx.deps, input)),
  revoke: permitted("franchise:grant").mutation(({ ctx }) => revokeFigures(ctx.deps)),
});
