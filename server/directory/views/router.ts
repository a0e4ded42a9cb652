import { permitted, router } from "@/server/api/trpc";
import { removeView, saveView } from "./commands";
import { listViews } from "./queries";
import { savedView, savedViewRef } from "./schema";

/** Filters of the directory under names of their own. */
export const viewsRouter = router({
  list: permitted("merchant:list").query(({ ctx }) => ctx.read((tx) => listViews(tx, ctx.scope))),
  save: permitted("merchant:list")
    .input(savedView)
    .mutation(({ ctx, input }) => saveView(ctx.deps, input)),
  remove: permitted("merchant:list")
    .input(savedViewRef)
    .mutation(({ ctx, input }) => removeView(ctx.deps, input)),
});
