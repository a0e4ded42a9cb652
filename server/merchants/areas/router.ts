import { permitted, router } from "@/server/api/trpc";
import { setAreaManagers } from "@/server/identity/team/areas/commands";
import { areaManagers } from "@/server/identity/team/areas/schema";
import { listPayoutGroups } from "../queries";
import { addArea, addPayoutGroup, changeArea, moveStores, removeArea } from "./commands";
import { listAreas } from "./queries";
import { areaChange, areaRef, newArea, newPayoutGroup, storeMove } from "./schema";

/** Areas of a merchant with many stores: who looks after them, and what their stores do otherwise. */
export const areasRouter = router({
  list: permitted("store:read").query(({ ctx }) => ctx.read((tx) => listAreas(tx, ctx.scope))),
  payoutGroups: permitted("chain:read").query(({ ctx }) =>
    ctx.read((tx) => listPayoutGroups(tx, ctx.scope.tenantId)),
  ),
  add: permitted("chain:manage")
    .input(newArea)
    .mutation(({ ctx, input }) => addArea(ctx.deps, input)),
  change: permitted("chain:manage")
    .input(areaChange)
    .mutation(({ ctx, input }) => changeArea(ctx.deps, input)),
  remove: permitted("chain:manage")
    .input(areaRef)
    .mutation(({ ctx, input }) => removeArea(ctx.deps, input)),
  moveStores: permitted("chain:manage")
    .input(storeMove)
    .mutation(({ ctx, input }) => moveStores(ctx.deps, input)),
  setManagers: permitted("team:manage")
    .input(areaManagers)
    .mutation(({ ctx, input }) => setAreaManagers(ctx.deps, input)),
  addPayoutGroup: permitted("merchant:change")
    .input(newPayoutGroup)
    .mutation(({ ctx, input }) => addPayoutGroup(ctx.deps, input)),
});
