import { permitted, router } from "@/server/api/trpc";
import { getFranchisee, listFranchisees } from "./queries";
import { franchiseesInput, franchiseStoresInput } from "./schema";

/** The sales of franchisees, as far as they show them to their head office. */
export const franchiseesRouter = router({
  list: permitted("chain:read")
    .input(franchiseesInput)
    .query(({ ctx, input }) => ctx.read((tx) => listFranchisees(tx, ctx.scope, input))),
  get: permitted("chain:read")
    .input(franchiseStoresInput)
    .query(({ ctx, input }) => ctx.read((tx) => getFranchisee(tx, ctx.scope, input))),
});
