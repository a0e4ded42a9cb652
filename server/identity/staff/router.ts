import { permitted, router } from "@/server/api/trpc";
import { blockPerson, grantRole, revokeRole, unblockPerson } from "./commands";
import { listStaff } from "./queries";
import { personChoice, roleGrant, roleRevocation } from "./schema";

/** The operator's own people and their roles. */
export const staffRouter = router({
  list: permitted("staff:read").query(({ ctx }) => ctx.read((tx) => listStaff(tx, ctx.scope))),
  grantRole: permitted("staff:manage")
    .input(roleGrant)
    .mutation(({ ctx, input }) => grantRole(ctx.deps, input)),
  revokeRole: permitted("staff:manage")
    .input(roleRevocation)
    .mutation(({ ctx, input }) => revokeRole(ctx.deps, input)),
  blockPerson: permitted("staff:manage")
    .input(personChoice)
    .mutation(({ ctx, input }) => blockPerson(ctx.deps, input)),
  unblockPerson: permitted("staff:manage")
    .input(personChoice)
    .mutation(({ ctx, input }) => unblockPerson(ctx.deps, input)),
});
