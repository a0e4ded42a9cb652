import { permitted, router } from "@/server/api/trpc";
import { addBrand, changeBrand, joinBrand } from "./commands";
import { listBrands } from "./queries";
import { brandChange, brandMembers, newBrand } from "./schema";

/** Signboards over several merchants, such as franchisees of one chain. */
export const brandsRouter = router({
  list: permitted("merchant:list").query(({ ctx }) => ctx.read((tx) => listBrands(tx, ctx.scope))),
  add: permitted("brand:manage")
    .input(newBrand)
    .mutation(({ ctx, input }) => addBrand(ctx.deps, input)),
  change: permitted("brand:manage")
    .input(brandChange)
    .mutation(({ ctx, input }) => changeBrand(ctx.deps, input)),
  join: permitted("brand:manage")
    .input(brandMembers)
    .mutation(({ ctx, input }) => joinBrand(ctx.deps, input)),
});
