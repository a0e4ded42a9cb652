import { permitted, router } from "@/server/api/trpc";
import { noteCode } from "./commands";
import { listWatched } from "./queries";
import { codeNoteInput, watchedCodesInput } from "./schema";

/** Codes that are silent or do what they do not usually do. */
export const watchRouter = router({
  list: permitted("merchant:list")
    .input(watchedCodesInput)
    .query(({ ctx, input }) =>
      ctx.read((tx) => listWatched(tx, ctx.scope, { ...input, nowMs: ctx.deps.now })),
    ),
  note: permitted("merchant:organise")
    .input(codeNoteInput)
    .mutation(({ ctx, input }) => noteCode(ctx.deps, input)),
});
