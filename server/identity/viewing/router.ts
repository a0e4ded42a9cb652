import { permitted, requireSignedIn, router } from "@/server/api/trpc";
import { wallNow } from "@/server/platform/clock";
import { endViewing, startViewing } from "./commands";
import { listViews } from "./queries";
import { viewingStart } from "./schema";

/** Support's look at a merchant's screens. */
export const viewingRouter = router({
  start: permitted("support:view")
    .input(viewingStart)
    .mutation(({ ctx, input }) => startViewing({ ...ctx.deps, ...momentOf(ctx) }, input)),
  end: permitted("support:view").mutation(({ ctx }) => endViewing({ ...ctx.deps, ...momentOf(ctx) })),
  ofMerchant: permitted("team:read").query(({ ctx }) => ctx.read((tx) => listViews(tx, ctx.scope))),
});

function momentOf(ctx: Parameters<typeof requireSignedIn>[0]) {
  return { sessionId: requireSignedIn(ctx).sessionId, wallMs: wallNow() };
}
