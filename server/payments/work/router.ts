import { permitted, router } from "@/server/api/trpc";
import { askAgain, setAside } from "./commands";
import { listWork } from "./queries";
import { setAsideInput, workItemInput } from "./schema";

/** What the machinery could not bring to an end by itself. */
export const workRouter = router({
  list: permitted("work:read").query(({ ctx }) =>
    ctx.read((tx) => listWork(tx, ctx.scope, { nowMs: ctx.deps.now })),
  ),
  askAgain: permitted("work:settle")
    .input(workItemInput)
    .mutation(({ ctx, input }) => askAgain(ctx.deps, input)),
  setAside: permitted("work:settle")
    .input(setAsideInput)
    .mutation(({ ctx, input }) => setAside(ctx.deps, input)),
});
