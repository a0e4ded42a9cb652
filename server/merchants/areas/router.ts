import { permitted, router } from "@/server/api/trpc";
import { setAreaManagers } from "@/server/identity/team/areas/commands";
import { areaManagers } from "@/server/identity/team/areas/schema";
import { listPayoutGroups } from "../queries";
import { changeSettings } from "../settings/commands";
import { getSettings } from "../settings/queries";
import { settingsChange } from "../settings/schema";
import { addArea, changeArea, moveStores, removeArea } from "./commands";
import { listAreas } from "./queries";
import { areaChange, areaRef, newArea, storeMove } from "./schema";

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
  settings: permitted("store:read").query(({ ctx }) => ctx.read((tx) => getSettings(tx, ctx.scope))),
  changeSettings: permitted("chain:manage")
    .input(settingsChange)
    .mutation(({ ctx, input }) => changeSettings(ctx.deps, input)),
});
