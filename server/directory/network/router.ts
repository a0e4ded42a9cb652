import { permitted, router } from "@/server/api/trpc";
import { listActiveWallets } from "@/server/merchants/queries";
import { removeTarget, setAssumption, setTarget } from "./plan/commands";
import { listDormant, listMunicipalities } from "./queries";
import { assumptionInput, dormantInput, prefectureInput, targetInput, targetRef } from "./schema";

/** What people plan of the network's growth, and its places close up. */
export const growthRouter = router({
  wallets: permitted("merchant:list").query(({ ctx }) =>
    ctx.read(async (tx) => (await listActiveWallets(tx)).map(({ id, name }) => ({ id, name }))),
  ),
  municipalities: permitted("network:read")
    .input(prefectureInput)
    .query(({ ctx, input }) => ctx.read((tx) => listMunicipalities(tx, ctx.scope, input))),
  dormant: permitted("merchant:list")
    .input(dormantInput)
    .query(({ ctx, input }) => ctx.read((tx) => listDormant(tx, ctx.scope, input))),
  setTarget: permitted("growth:plan")
    .input(targetInput)
    .mutation(({ ctx, input }) => setTarget(ctx.deps, input)),
  removeTarget: permitted("growth:plan")
    .input(targetRef)
    .mutation(({ ctx, input }) => removeTarget(ctx.deps, input)),
  setAssumption: permitted("growth:plan")
    .input(assumptionInput)
    .mutation(({ ctx, input }) => setAssumption(ctx.deps, input)),
});
