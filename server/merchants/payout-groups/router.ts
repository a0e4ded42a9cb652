import { permitted, router } from "@/server/api/trpc";
import { addPayoutGroup, payStoresTo, renamePayoutGroup } from "./commands";
import { listGroups } from "./queries";
import { newPayoutGroup, payoutGroupName, payoutGroupStores } from "./schema";

/** Which stores of a merchant are paid to which account. */
export const payoutGroupsRouter = router({
  list: permitted("chain:read").query(({ ctx }) => ctx.read((tx) => listGroups(tx, ctx.scope))),
  add: permitted("merchant:change")
    .input(newPayoutGroup)
    .mutation(({ ctx, input }) => addPayoutGroup(ctx.deps, input)),
  rename: permitted("merchant:change")
    .input(payoutGroupName)
    .mutation(({ ctx, input }) => renamePayoutGroup(ctx.deps, input)),
  payStores: permitted("merchant:change")
    .input(payoutGroupStores)
    .mutation(({ ctx, input }) => payStoresTo(ctx.deps, input)),
});
