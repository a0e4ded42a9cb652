import { permitted, router } from "@/server/api/trpc";
import { wallNow } from "@/server/platform/clock";
import { createKey, revokeKey, rotateKey } from "./commands";
import { listKeys } from "./queries";
import { createKeyInput, keyInput } from "./schema";

/** Keys for a merchant's own systems. */
export const keysRouter = router({
  list: permitted("integration:manage").query(({ ctx }) =>
    ctx.read((tx) => listKeys(tx, ctx.scope, wallNow())),
  ),
  create: permitted("integration:manage")
    .input(createKeyInput)
    .mutation(({ ctx, input }) => createKey(ctx.deps, input)),
  rotate: permitted("integration:manage")
    .input(keyInput)
    .mutation(({ ctx, input }) => rotateKey(ctx.deps, input)),
  revoke: permitted("integration:manage")
    .input(keyInput)
    .mutation(({ ctx, input }) => revokeKey(ctx.deps, input)),
});
