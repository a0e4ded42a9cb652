import { permitted, router } from "@/server/api/trpc";
import { assignMany, orderMany, suspendMany, tagMany, undoBulk } from "./commands";
import { getBulk, listBrands, listManagers, listTags, previewBulk } from "./queries";
import { bulkAssign, bulkPosters, bulkPreview, bulkRef, bulkSuspend, bulkTag } from "./schema";

/** What is done to many merchants at once, and taken back. */
export const bulkRouter = router({
  managers: permitted("merchant:list").query(({ ctx }) => ctx.read((tx) => listManagers(tx, ctx.scope))),
  brands: permitted("merchant:list").query(({ ctx }) => ctx.read((tx) => listBrands(tx, ctx.scope))),
  tags: permitted("merchant:list").query(({ ctx }) => ctx.read((tx) => listTags(tx, ctx.scope))),
  result: permitted("merchant:list")
    .input(bulkRef)
    .query(({ ctx, input }) => ctx.read((tx) => getBulk(tx, ctx.scope, input.bulkId))),
  preview: permitted("merchant:list")
    .input(bulkPreview)
    .query(({ ctx, input }) => ctx.read((tx) => previewBulk(tx, ctx.scope, input))),
  assign: permitted("merchant:organise")
    .input(bulkAssign)
    .mutation(({ ctx, input }) => assignMany(ctx.deps, input)),
  tag: permitted("merchant:organise")
    .input(bulkTag)
    .mutation(({ ctx, input }) => tagMany(ctx.deps, input)),
  posters: permitted("merchant:organise")
    .input(bulkPosters)
    .mutation(({ ctx, input }) => orderMany(ctx.deps, input)),
  undo: permitted("merchant:organise")
    .input(bulkRef)
    .mutation(({ ctx, input }) => undoBulk(ctx.deps, input, ["assign", "tag", "untag"])),
  suspend: permitted("merchant:suspend")
    .input(bulkSuspend)
    .mutation(({ ctx, input }) => suspendMany(ctx.deps, input)),
  undoSuspend: permitted("merchant:suspend")
    .input(bulkRef)
    .mutation(({ ctx, input }) => undoBulk(ctx.deps, input, ["suspend"])),
});
