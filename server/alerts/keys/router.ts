import { open, permitted, router } from "@/server/api/trpc";
import { wallNow } from "@/server/platform/clock";
import { env } from "@/server/platform/env";
import { openApiDocument } from "../api/document";
import { createKey, revokeKey, rotateKey } from "./commands";
import { listKeys } from "./queries";
import { createKeyInput, keyInput } from "./schema";

/** Keys for a merchant's own systems. */
export const keysRouter = router({
  description: open("whoever connects a system reads how, before there is a key").query(() =>
    openApiDocument(env().publicUrl),
  ),
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
